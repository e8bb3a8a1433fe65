using System;
using System.Collections.Generic;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>A configuration that has been read: what is set for init, the jobs, and all that is wrong.</summary>
public sealed class JobConfiguration
{
    internal JobConfiguration(
        InitDefinition init, bool isInitValid, IReadOnlyList<JobEntry> jobs, IReadOnlyList<Diagnostic> diagnostics)
    {
        Init = init;
        IsInitValid = isInitValid;
        Jobs = jobs;
        Diagnostics = diagnostics;
    }

    /// <summary>What is set for init; the defaults where <c>[init]</c> is missing or wrong.</summary>
    public InitDefinition Init { get; }

    /// <summary>The table of init, of all main files; empty where none has one.</summary>
    internal TomlTable InitTable { get; init; } = new([]);

    /// <summary>Whether <c>[init]</c> is right, or missing.</summary>
    public bool IsInitValid { get; }

    /// <summary>The jobs, sorted by name; those that are invalid among them.</summary>
    public IReadOnlyList<JobEntry> Jobs { get; }

    /// <summary>What is wrong, sorted by place, each once.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Whether anything is an error.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (Diagnostic diagnostic in Diagnostics)
            {
                if (diagnostic.Severity == Severity.Error)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The definitions of the jobs that are valid.</summary>
    public IEnumerable<JobDefinition> Definitions
    {
        get
        {
            foreach (JobEntry job in Jobs)
            {
                if (job.Definition is not null)
                {
                    yield return job.Definition;
                }
            }
        }
    }

    /// <summary>Gives the same configuration with more that is wrong.</summary>
    /// <param name="more">What was found elsewhere.</param>
    public JobConfiguration WithMore(IEnumerable<Diagnostic> more) =>
        With(new DiagnosticList([.. Diagnostics, .. more]).Finish());

    /// <summary>Gives the same configuration with other diagnostics.</summary>
    internal JobConfiguration With(IReadOnlyList<Diagnostic> diagnostics) =>
        new(Init, IsInitValid, Jobs, diagnostics) { InitTable = InitTable };

    /// <summary>
    /// Gives the configuration as one main file: all files laid over each other, all defaults filled in. Invalid jobs
    /// are left out. Read again it gives the same definitions.
    /// </summary>
    public string Print() => TomlWriter.Write(new TomlTable(
    [
        new("init", InitKeys.Table.Print(Init, isInline: false)),
        new("job", new TomlTable(PrintedJobs())),
    ]));

    /// <summary>Gives what is set for init as a main file, all defaults filled in.</summary>
    /// <param name="init">It.</param>
    public static string Print(InitDefinition init)
    {
        ArgumentNullException.ThrowIfNull(init);
        return TomlWriter.Write(new TomlTable([new("init", InitKeys.Table.Print(init, isInline: false))]));
    }

    private IEnumerable<KeyValuePair<string, TomlValue>> PrintedJobs()
    {
        foreach (JobDefinition job in Definitions)
        {
            yield return new(job.Name, JobKeys.Table.Print(job, isInline: false));
        }
    }

    /// <summary>Gives one job as a job file, all defaults filled in.</summary>
    /// <param name="job">The job.</param>
    public static string Print(JobDefinition job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return TomlWriter.Write(JobKeys.Table.Print(job, isInline: false));
    }
}
