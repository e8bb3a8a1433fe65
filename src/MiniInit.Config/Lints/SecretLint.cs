using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>Looks for secrets in files that everyone may read. What it finds it never shows.</summary>
internal static class SecretLint
{
    public static void Check(LintRun run)
    {
        if (run.Configuration.InitTable.TryGetValue("env", out TomlValue? ofInit))
        {
            Check(run, ofInit, run.Configuration.Init.Environment);
        }

        foreach (JobEntry entry in run.Configuration.Jobs)
        {
            if (entry.Definition is JobDefinition job && entry.Find("env") is TomlEntry env)
            {
                Check(run, env.Value, job.Environment);
            }
        }
    }

    private static void Check(LintRun run, TomlValue written, ValueList<EnvironmentEntry> entries)
    {
        if (written is not TomlTable table)
        {
            return;
        }

        foreach (EnvironmentEntry variable in entries)
        {
            if (table.TryGetEntry(variable.Name, out TomlEntry entry)
                && entry.Value.Source is TomlSource source
                && run.IsWorldReadable(source)
                && IsSecret(variable))
            {
                run.Report.WarnOfSecret(
                    LintCodes.Secret,
                    source,
                    entry.KeySpan,
                    $"cannot keep {Quotation.Of(variable.Name)} secret: every user of the machine may read this "
                        + "file; move it to an env-file of mode 0600, or give this file that mode");
            }
        }
    }

    private static bool IsSecret(EnvironmentEntry variable)
    {
        string value = variable.Value.Text;
        return SecretValues.HasPassword(value)
            || (variable.Value.IsConstant
                && (SecretValues.IsToken(value) || (SecretNames.IsOne(variable.Name) && SecretValues.MayBeOne(value))));
    }
}
