using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision.Processes;

/// <summary>Which of the variables that init was given reach a job: <c>env-from</c>.</summary>
/// <param name="environment">What init was given.</param>
/// <param name="isWhole">Whether there is more in it for jobs than <c>PATH</c> and <c>TERM</c>.</param>
/// <remarks>
/// What was meant for init itself stays behind: a job that finds another's <c>NOTIFY_SOCKET</c> or <c>LISTEN_FDS</c>
/// believes them. A pattern without wildcards that names such a variable gets it nevertheless.
/// </remarks>
internal sealed class InheritedVariables(StringVector environment, bool isWhole = true)
{
    private readonly Dictionary<ValueList<EnvironmentPattern>, EnvironmentTable> _ready = [];

    /// <summary>A table of its own for a job, to be added to.</summary>
    /// <param name="patterns">The job's list.</param>
    public EnvironmentTable For(ValueList<EnvironmentPattern> patterns)
    {
        if (!_ready.TryGetValue(patterns, out EnvironmentTable? table))
        {
            if (_ready.Count == ProcessLimits.CachedLists)
            {
                _ready.Clear();
            }

            table = Choose(patterns);
            _ready.Add(patterns, table);
        }

        return new EnvironmentTable(table);
    }

    /// <summary>A table for a command that a client runs: what it finds programs by, and what its output can show.</summary>
    public EnvironmentTable ForRun()
    {
        var table = new EnvironmentTable();
        for (int i = 0; i < environment.Count; i++)
        {
            if (environment[i].StartsWith("PATH="u8) || environment[i].StartsWith("TERM="u8))
            {
                table.Inherit(environment[i]);
            }
        }

        return table;
    }

    private EnvironmentTable Choose(ValueList<EnvironmentPattern> patterns)
    {
        var table = new EnvironmentTable();
        for (int i = 0; i < environment.Count; i++)
        {
            ReadOnlySpan<byte> entry = environment[i];
            int equals = entry.IndexOf((byte)'=');
            if (equals > 0 && IsWanted(Encoding.UTF8.GetString(entry[..equals]), patterns))
            {
                table.Inherit(entry);
            }
        }

        return table;
    }

    private bool IsWanted(string name, ValueList<EnvironmentPattern> patterns)
    {
        if (!isWhole && name is not ("PATH" or "TERM"))
        {
            return false;
        }

        bool isOurs = name == "NOTIFY_SOCKET" || name.StartsWith("LISTEN_", StringComparison.Ordinal)
            || name.StartsWith("WATCHDOG_", StringComparison.Ordinal)
            || name.StartsWith("MINIINIT_", StringComparison.Ordinal);
        foreach (EnvironmentPattern pattern in patterns)
        {
            if (isOurs ? pattern.Text == name : pattern.IsMatch(name))
            {
                return true;
            }
        }

        return false;
    }
}
