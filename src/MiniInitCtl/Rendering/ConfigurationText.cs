using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>What starts and stops a job, as <c>initctl show-config</c> has it.</summary>
/// <param name="enumerates">Whether events are listed one by one, and not as they are joined.</param>
/// <param name="withMore">Whether what Upstart did not have is shown, too.</param>
internal sealed class ConfigurationText(bool enumerates, bool withMore)
{
    private readonly StringBuilder _output = new();

    /// <summary>Gives the text, each line ended.</summary>
    public string Of(ConfigurationInfo job)
    {
        _output.Clear().Append(TerminalText.Escape(job.Job)).Append('\n');
        foreach (string emitted in job.Emits)
        {
            Add("emits", emitted);
        }

        AddCondition("start on", job.StartOn);
        AddCondition("stop on", job.StopOn);
        if (withMore)
        {
            AddMore(job);
        }

        return _output.ToString();
    }

    /// <summary>An expression with parentheses around each pair: <c>(starting A and (B or C))</c>.</summary>
    public static string Joined(EventExpression expression) => expression switch
    {
        EventExpression.And both => $"({Joined(both.Left)} and {Joined(both.Right)})",
        EventExpression.Or either => $"({Joined(either.Left)} or {Joined(either.Right)})",
        _ => expression.ToString(),
    };

    private void AddCondition(string stanza, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return;
        }

        if (!EventExpressionParser.TryParse(text, out EventExpression? expression, out _))
        {
            Add(stanza, text);
        }
        else if (!enumerates)
        {
            Add(stanza, Joined(expression));
        }
        else
        {
            foreach (EventExpression operand in expression.Operands)
            {
                Add(stanza, Enumerated(operand));
            }
        }
    }

    private static string Enumerated(EventExpression operand)
    {
        if (operand is not EventExpression.Match { Condition: EventMatch match })
        {
            return $"{operand} (job:, env:)";
        }

        string? job = ConditionJob.Of(match);
        IEnumerable<string> values = match.Values.Skip(job is not null && match.Values.Length > 0 ? 1 : 0);
        IEnumerable<string> variables = match.Variables
            .Where(variable => job is null || match.Values.Length > 0 || variable.Name != ConditionJob.Variable)
            .Select(variable => $"{variable.Name}{(variable.Negated ? "!=" : "=")}{variable.Value}");
        string environment = string.Concat(values.Concat(variables).Select(word => " " + word));
        return $"{match.Name} (job:{(job is null ? "" : " " + job)}, env:{environment})";
    }

    private void AddMore(ConfigurationInfo job)
    {
        Add("manual", job.IsManual ? "true" : null);
        Add("instance", job.Instance);
        foreach ((string name, IReadOnlyList<string> jobs) in ((string, IReadOnlyList<string>)[])
            [
                ("requires", job.Requires), ("wants", job.Wants), ("after", job.After), ("before", job.Before),
                ("conflicts", job.Conflicts), ("part-of", job.PartOf), ("tags", job.Groups),
            ])
        {
            Add(name, jobs.Count > 0 ? string.Join(' ', jobs) : null);
        }
    }

    private void Add(string name, string? value)
    {
        if (value is not null)
        {
            _output.Append("  ").Append(name).Append(' ').Append(TerminalText.Escape(value)).Append('\n');
        }
    }
}
