using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config;

/// <summary>A text of a job that a shell will read.</summary>
public sealed class ScriptText
{
    private readonly TomlString _written;

    private ScriptText(JobEntry job, TomlString written, string text, string shell)
    {
        Job = job;
        Text = text;
        Shell = shell;
        _written = written;
    }

    /// <summary>The job.</summary>
    public JobEntry Job { get; }

    /// <summary>What the shell reads.</summary>
    public string Text { get; }

    /// <summary>The program that reads it, as the job names it.</summary>
    public string Shell { get; }

    /// <summary>Gives all of a configuration's valid jobs.</summary>
    /// <param name="configuration">The configuration.</param>
    public static IEnumerable<ScriptText> All(JobConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.Jobs.Where(job => job.Definition is not null).SelectMany(Of);
    }

    /// <summary>Makes a warning about a line of it.</summary>
    /// <param name="line">The line, from 1; what is beyond the last means the last.</param>
    /// <param name="message">What is wrong.</param>
    public Diagnostic Warning(int line, string message)
    {
        string value = _written.Value;
        int start = 0;
        for (int at = 1; at < line && value.IndexOf('\n', start) is int end and >= 0 && end < value.Length - 1; at++)
        {
            start = end + 1;
        }

        int next = value.IndexOf('\n', start);
        int length = (next < 0 ? value.Length : next) - start;
        TomlDiagnostic place = new(_written.Source!, _written.SpanOf(start, length), message);
        return new Diagnostic(Severity.Warning, "script-syntax", place);
    }

    private static IEnumerable<ScriptText> Of(JobEntry job)
    {
        JobDefinition definition = job.Definition!;
        (string Key, JobCommand? Command)[] commands =
        [
            ("", definition.Command),
            ("pre-start.", definition.PreStart?.Command),
            ("post-start.", definition.PostStart?.Command),
            ("pre-stop.", definition.PreStop?.Command),
            ("post-stop.", definition.PostStop?.Command),
        ];
        foreach ((string prefix, JobCommand? command) in commands)
        {
            switch (command)
            {
                case JobCommand.Script script when job.Find(prefix + "script")?.Value is TomlString written:
                    yield return new ScriptText(job, written, script.Text, definition.Shell[0]);
                    break;
                case JobCommand.Line { Split.UsesShell: true } line when job.Find(prefix + "exec")?.Value is TomlString written:
                    yield return new ScriptText(job, written, line.Split.Arguments[^1], line.Split.Arguments[0]);
                    break;
                default:
                    break;
            }
        }
    }
}
