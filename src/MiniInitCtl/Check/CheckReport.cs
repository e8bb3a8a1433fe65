using System;
using System.Linq;
using MiniInit.Config;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Check;

/// <summary>Shows what a check found.</summary>
internal static class CheckReport
{
    /// <summary>Writes the report, and gives the exit code.</summary>
    /// <param name="configuration">What was checked, with all that is wrong.</param>
    /// <param name="options">How it is shown.</param>
    /// <param name="problem">What could not be checked; null for nothing.</param>
    public static int Write(JobConfiguration configuration, CheckOptions options, string? problem)
    {
        int errors = Count(configuration, Severity.Error);
        int warnings = Count(configuration, Severity.Warning);
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

        if (problem is not null)
        {
            Terminal.WriteErrorLine($"miniinitctl: {problem}");
        }

        Terminal.WriteErrorLine(Summary(configuration, errors, warnings));
        return isRight ? ExitCode.Ok : ExitCode.Error;
    }

    /// <summary>How many there are, those among them that are not listed.</summary>
    private static int Count(JobConfiguration configuration, Severity severity) => configuration.Diagnostics
        .Where(diagnostic => diagnostic.Severity == severity)
        .Sum(diagnostic => Math.Max(1, diagnostic.LeftOut));

    private static string Summary(JobConfiguration configuration, int errors, int warnings)
    {
        int invalid = configuration.Jobs.Count(job => job.Definition is null);
        string jobs = Count(configuration.Jobs.Count, "job") + (invalid > 0 ? $", {invalid} invalid" : "");
        return $"{jobs}: {Count(errors, "error")}, {Count(warnings, "warning")}";
    }

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
