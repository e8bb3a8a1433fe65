using MiniInit.Config.Keys;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>
/// Looks for keys of a job below <c>[env]</c>: the table goes on to the next header, so they are variables there.
/// </summary>
internal static class MisplacedKeyLint
{
    public static void Check(LintedJob job)
    {
        if (job.Entry.Find("env")?.Value is not TomlTable variables)
        {
            return;
        }

        foreach (TomlEntry variable in variables)
        {
            if (JobKeys.Table.Has(variable.Key) && variable.Value.Source is TomlSource source)
            {
                string name = Quotation.Of(variable.Key);
                job.Run.Report.Warn(
                    LintCodes.MisplacedKey,
                    source,
                    variable.KeySpan,
                    $"cannot use {name} here as the key of that name: below [env] it is a variable; move it above [env], or "
                        + "write the variable in capitals");
            }
        }
    }
}
