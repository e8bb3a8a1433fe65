using MiniInit.Config.Forms;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using K = MiniInit.Config.Keys.KeyOf<MiniInit.Core.Jobs.Sandbox>;

namespace MiniInit.Config.Keys;

/// <summary>The keys of <c>sandbox</c>.</summary>
internal static class SandboxKeys
{
    private static readonly ListForm<Capability> s_capabilities = new(
        new ParsedForm<Capability>(
            "capability", "a capability such as \"NET_BIND_SERVICE\"", Capability.TryParse, Numbers.None,
            "NET_BIND_SERVICE"),
        "an array of capabilities such as [\"NET_BIND_SERVICE\"]");

    public static TableForm<Sandbox, Sandbox> Form { get; } = TableForm.Of(
        new KeyTable<Sandbox>(
            new Sandbox(),
            [
                K.Make(
                    "no-new-privs", CommonForms.Flag, box => box.NoNewPrivileges,
                    (box, v) => box with { NoNewPrivileges = v },
                    "Whether no program gets more rights than the one that starts it: set-user-id has no effect."),
                K.Make(
                    "capabilities", new NullableListForm<Capability>(s_capabilities), box => box.Capabilities,
                    (box, v) => box with { Capabilities = v },
                    "The capabilities that are left, of those init has.", "all"),
                K.Make(
                    "ambient", s_capabilities, box => box.Ambient, (box, v) => box with { Ambient = v },
                    "The capabilities that the job has although its user is not root.", "none"),
                K.Make(
                    "read-only", new ReadOnlyForm(), box => box.ReadOnly, (box, v) => box with { ReadOnly = v },
                    "Whether the job sees all, or some folders, read-only."),
                K.Make(
                    "private-tmp", CommonForms.Flag, box => box.PrivateTemporaryFolders,
                    (box, v) => box with { PrivateTemporaryFolders = v },
                    "Whether /tmp and /var/tmp are its own and empty."),
                K.Make(
                    "on-unavailable", CommonForms.Words<OnUnavailable>(["warn", "fail"]), box => box.OnUnavailable,
                    (box, v) => box with { OnUnavailable = v },
                    "What follows when kernel or container refuses one of these: a warning, or the job fails."),
            ]),
        "a table such as { no-new-privs = true }");
}
