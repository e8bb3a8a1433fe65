using System.Diagnostics.CodeAnalysis;
using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.ControlGrant>;

namespace MiniInit.Config.Keys;

/// <summary>The keys of one element of <c>control.allow</c>.</summary>
internal static class GrantKeys
{
    public static TableForm<ControlGrant, ControlGrant> Form { get; } = new(
        new KeyTable<ControlGrant>(
            new ControlGrant(),
            [
                K.Make(
                    "users", CommonForms.Accounts, grant => grant.Users, (grant, v) => grant with { Users = v },
                    "Who is allowed.", "nobody"),
                K.Make(
                    "groups", CommonForms.Accounts, grant => grant.Groups, (grant, v) => grant with { Groups = v },
                    "Whose members are allowed.", "none"),
                K.Make(
                    "methods", CommonForms.Names("command", PlainName.TryParsePattern, "[\"start\", \"stop\"]"),
                    grant => grant.Methods, (grant, v) => grant with { Methods = v }, "What they may do.", "all but run"),
                K.Make(
                    "jobs", CommonForms.Names("job", PlainName.TryParsePattern, "[\"web\", \"worker-*\"]"),
                    grant => grant.Jobs, (grant, v) => grant with { Jobs = v },
                    "With which jobs, by name or glob.", "all"),
            ]),
        "a table such as { groups = [\"deploy\"], methods = [\"restart\"], jobs = [\"web\"] }",
        Finish,
        grant => grant);

    /// <summary>Whoever leaves both out may think that this means everybody.</summary>
    private static bool Finish(
        string key, TomlTable table, ControlGrant grant, DiagnosticList report,
        [MaybeNullWhen(false)] out ControlGrant result)
    {
        result = grant;
        return grant.Users.Count + grant.Groups.Count > 0
            || report.Cannot(
                "missing-key",
                table,
                $"cannot use \"{key}\" as it is: it lacks \"users\" or \"groups\"; say who is allowed");
    }
}
