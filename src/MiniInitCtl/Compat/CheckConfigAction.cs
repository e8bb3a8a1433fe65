using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Compat;

/// <summary><c>initctl check-config</c>: which conditions of the running init's jobs can never come about.</summary>
internal sealed class CheckConfigAction
{
    /// <summary>What init itself emits.</summary>
    private static readonly string[] s_ofInit =
    [
        "startup", "starting", "started", "stopping", "stopped", "control-alt-delete", "keyboard-request",
        "power-status-changed", "session-end",
    ];

    private readonly HashSet<string> _jobs;
    private readonly List<string> _events;
    private readonly bool _warns;
    private int _errors;

    private CheckConfigAction(IReadOnlyList<ConfigurationInfo> all, IReadOnlyList<string> ignored, bool warns)
    {
        _jobs = [.. all.Select(job => job.Job)];
        _events = [.. all.SelectMany(job => job.Emits), .. s_ofInit, .. ignored];
        _warns = warns;
    }

    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="job">The job to look at; null: all.</param>
    /// <param name="ignored">Events that come from elsewhere.</param>
    /// <param name="warns">Whether one side of an <c>or</c> is not enough.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string? job, IReadOnlyList<string> ignored, bool warns)
    {
        List<ConfigurationInfo> all = [];
        int code = OneCall.Run(
            invocation with { AsJson = false },
            new Step(new ControlCall.ShowConfiguration(Job: null), new Deed("check", "the configuration"))
            {
                WantsMore = true,
                Tell = reply => all.AddRange(((ControlReply.Configurations)reply).All),
            });
        if (code != ExitCode.Ok)
        {
            return code;
        }

        if (job is not null && all.All(one => one.Job != job))
        {
            invocation.Complain($"Invalid job class: {TerminalText.Escape(job)}");
            return ExitCode.Error;
        }

        CheckConfigAction action = new(all, ignored, warns);
        foreach (ConfigurationInfo one in all.Where(one => job is null || one.Job == job))
        {
            action.Check(one);
        }

        return action._errors > 0 ? ExitCode.Error : ExitCode.Ok;
    }

    private void Check(ConfigurationInfo job)
    {
        List<string> problems = [.. Problems("start on", job.StartOn), .. Problems("stop on", job.StopOn)];
        if (problems.Count > 0)
        {
            _errors++;
            Terminal.WriteLine(TerminalText.Escape(job.Job));
            problems.ForEach(problem => Terminal.WriteLine(TerminalText.Escape("  " + problem)));
        }
    }

    private IEnumerable<string> Problems(string stanza, string? text) =>
        text is not null && EventExpressionParser.TryParse(text, out EventExpression? expression, out _)
        && FirstFalse(expression) is EventExpression part
            ? Operands(part).SelectMany(operand => Wrong(operand)).Select(wrong => $"{stanza}: {wrong}")
            : [];

    /// <summary>The outermost part that cannot be; initctl looks at pairs, and at a whole that is none.</summary>
    private EventExpression? FirstFalse(EventExpression expression) => expression switch
    {
        _ when !Holds(expression) => expression,
        EventExpression.And both => PairOf(both.Right) ?? PairOf(both.Left),
        EventExpression.Or either => PairOf(either.Right) ?? PairOf(either.Left),
        _ => null,
    };

    private EventExpression? PairOf(EventExpression side) =>
        side is EventExpression.And or EventExpression.Or ? FirstFalse(side) : null;

    private bool Holds(EventExpression expression) => expression switch
    {
        EventExpression.And both => Holds(both.Left) && Holds(both.Right),
        EventExpression.Or either when _warns => Holds(either.Left) && Holds(either.Right),
        EventExpression.Or either => Holds(either.Left) || Holds(either.Right),
        _ => Wrong(expression).Count == 0,
    };

    /// <summary>From the last to the first, which is how initctl tells them.</summary>
    private static IEnumerable<EventExpression> Operands(EventExpression part) => part.Operands.Reverse();

    private List<string> Wrong(EventExpression operand)
    {
        if (operand is EventExpression.Level level)
        {
            return level.Kind == LevelKind.Job && !_jobs.Contains(level.Name) ? [$"unknown job {level.Name}"] : [];
        }

        EventMatch match = ((EventExpression.Match)operand).Condition;
        List<string> wrong = [];
        if (!_events.Any(known => Glob.IsMatch(known, match.Name)))
        {
            wrong.Add($"unknown event {match.Name}");
        }

        if (ConditionJob.Of(match) is string job && !job.StartsWith('$') && !_jobs.Contains(job))
        {
            wrong.Add($"unknown job {job}");
        }

        return wrong;
    }
}
