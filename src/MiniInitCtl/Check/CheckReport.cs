using System;
using System.Linq;
using MiniInit.Config;

namespace MiniInit.Ctl.Check;

/// <summary>Shows what a check found.</summary>
internal static class CheckReport
{
    /// <summary>Writes the report, and gives the exit code.</summary>
    public static int Write(JobConfiguration configuration, CheckOptions options)
    {
        int errors = configuration.Diagnostics.Count(diagnostic => diagnostic.Severity == Severity.Error);
        int warnings = configuration.Diagnostics.Count - errors;
        bool isRight = errors == 0 && (warnings == 0 || !options.IsStrict);
        if (options.AsJson)
        {
            Terminal.Write(JsonReport.Write(configuration, isRight, options.Prints));
            return isRight ? ExitCode.Ok : ExitCode.Error;
        }

        foreach (Diagnostic diagnostic in configuration.Diagnostics)
        {
            Terminal.WriteErrorLine(diagnostic.Render());
        }

        if (options.Prints)
        {
            Terminal.Write(configuration.Print());
        }

        Terminal.WriteErrorLine(Summary(configuration, errors, warnings));
        return isRight ? ExitCode.Ok : ExitCode.Error;
    }

    private static string Summary(JobConfiguration configuration, int errors, int warnings)
    {
        int invalid = configuration.Jobs.Count(job => job.Definition is null);
        string jobs = Count(configuration.Jobs.Count, "job") + (invalid > 0 ? $", {invalid} invalid" : "");
        return $"{jobs}: {Count(errors, "error")}, {Count(warnings, "warning")}";
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
