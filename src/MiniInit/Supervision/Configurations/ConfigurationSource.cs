using System;
using System.Collections.Generic;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Core.Jobs;
using MiniInit.Linux.Files;
using MiniInit.Loading;
using MiniInit.Reexecution;
using MiniInit.Supervision.Processes;
using MiniInit.Supervision.Sessions;

namespace MiniInit.Supervision.Configurations;

/// <summary>Reads the configuration, at boot and each time that its files have changed.</summary>
/// <param name="search">Where it is looked for.</param>
/// <param name="options">The command line, which counts more.</param>
/// <param name="transient">The job of the command line; null for none.</param>
/// <param name="session">The session whose init we are; null: we are the system's.</param>
internal sealed class ConfigurationSource(
    SearchPath search, SuperviseOptions options, JobDefinition? transient, UserSession? session)
{
    /// <summary>What was read the last time without an error in what is set for init, and all jobs there were.</summary>
    private InitDefinition? _lastInit;
    private HashSet<string> _lastNames = [];

    /// <summary>What was said already: it is not said again as long as it stays.</summary>
    private HashSet<string> _said = new(StringComparer.Ordinal);

    /// <summary>Where it is looked for.</summary>
    public SearchPath Search => search;

    /// <summary>Goes on where our predecessor was: what cannot be read now leaves its jobs, and init, as they are.</summary>
    public void Resume(InitState state)
    {
        _lastInit = Definitions.TryReadInit(state);
        _said = new HashSet<string>(state.Said, StringComparer.Ordinal);
        foreach (DefinitionState definition in state.Definitions)
        {
            _ = _lastNames.Add(definition.Name ?? "");
        }
    }

    /// <summary>What was said already.</summary>
    public IReadOnlyCollection<string> Said => _said;

    /// <summary>Reads everything.</summary>
    public LoadedConfiguration Load()
    {
        IReadOnlyList<SourceFile> files = ConfigurationFiles.Read(search, FileTrust.Checked);
        JobConfiguration configuration = ConfigurationCheck.RunGraph(ConfigurationReader.Read(files), files);
        List<JobDefinition> jobs = [.. configuration.Definitions];
        List<ConfigurationProblem> problems = [];
        foreach (Diagnostic diagnostic in configuration.Diagnostics)
        {
            problems.Add(ProblemOf(diagnostic));
        }

        if (transient is not null)
        {
            AddTransient(jobs, problems, transient);
        }

        foreach (JobDefinition job in jobs)
        {
            foreach (string key in NotYet.Keys(job))
            {
                problems.Add(new ConfigurationProblem(LogLevel.Warn, $"{job.Name}: {NotYet.Warning(key)}"));
            }
        }

        // A file that cannot be read just now says nothing about its jobs: they stay as they are, and so does init.
        InitDefinition init = configuration.IsInitValid ? configuration.Init : _lastInit ?? configuration.Init;
        init = session is null ? init : session.Settle(init);
        List<string> invalid = InvalidOf(configuration);
        HashSet<string> names = NamesOf(jobs, invalid);
        if (configuration.HasErrors)
        {
            foreach (string name in _lastNames)
            {
                if (names.Add(name))
                {
                    invalid.Add(name);
                }
            }
        }

        (_lastInit, _lastNames) = (init, names);
        return new LoadedConfiguration(init, jobs, invalid, problems)
        {
            LogLevel = options.LogLevel ?? init.LogLevel,
            LogFormat = options.LogFormat ?? init.LogFormat,
            Files = FilesOf(configuration),
            Diagnostics = DiagnosticsOf(configuration),
        };
    }

    private static HashSet<string> NamesOf(List<JobDefinition> jobs, List<string> invalid)
    {
        HashSet<string> names = new(invalid, StringComparer.Ordinal);
        foreach (JobDefinition job in jobs)
        {
            _ = names.Add(job.Name);
        }

        return names;
    }

    /// <summary>Gives the problems that were not there the last time.</summary>
    public IReadOnlyList<ConfigurationProblem> TakeNew(LoadedConfiguration loaded)
    {
        HashSet<string> said = new(StringComparer.Ordinal);
        List<ConfigurationProblem> added = [];
        foreach (ConfigurationProblem problem in loaded.Problems)
        {
            if (said.Add(problem.Text) && !_said.Contains(problem.Text))
            {
                added.Add(problem);
            }
        }

        _said = said;
        return added;
    }

    private static List<string> InvalidOf(JobConfiguration configuration)
    {
        List<string> names = [];
        foreach (JobEntry job in configuration.Jobs)
        {
            if (job.Definition is null)
            {
                names.Add(job.Name);
            }
        }

        return names;
    }

    private static Dictionary<string, string> FilesOf(JobConfiguration configuration)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (JobEntry job in configuration.Jobs)
        {
            if (job.Files.Count > 0)
            {
                files[job.Name] = job.Files[0];
            }
        }

        return files;
    }

    /// <summary>What is wrong with each invalid job: the errors of its files, of which some may be another's.</summary>
    private static Dictionary<string, IReadOnlyList<string>> DiagnosticsOf(JobConfiguration configuration)
    {
        Dictionary<string, IReadOnlyList<string>> all = new(StringComparer.Ordinal);
        foreach (JobEntry job in configuration.Jobs)
        {
            if (job.Definition is not null)
            {
                continue;
            }

            List<string> own = [];
            foreach (Diagnostic diagnostic in configuration.Diagnostics)
            {
                if (diagnostic.Severity == Severity.Error && own.Count < SupervisionLimits.DiagnosticsOfJob
                    && IsOf(job, diagnostic))
                {
                    own.Add(diagnostic.ToString());
                }
            }

            all[job.Name] = own;
        }

        return all;
    }

    private static bool IsOf(JobEntry job, Diagnostic diagnostic)
    {
        foreach (string file in job.Files)
        {
            if (file == diagnostic.Source.Name)
            {
                return true;
            }
        }

        return false;
    }

    private static void AddTransient(
        List<JobDefinition> jobs, List<ConfigurationProblem> problems, JobDefinition transient)
    {
        if (jobs.RemoveAll(job => job.Name == transient.Name) > 0)
        {
            problems.Add(new ConfigurationProblem(
                LogLevel.Warn, $"the job file of {transient.Name} is not used: the command line has a job of that name"));
        }

        jobs.Add(transient);
    }

    private static ConfigurationProblem ProblemOf(Diagnostic diagnostic) =>
        new(diagnostic.Severity == Severity.Error ? LogLevel.Error : LogLevel.Warn, diagnostic.ToString());
}
