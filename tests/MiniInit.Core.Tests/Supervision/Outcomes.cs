using System;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What became of requests, as tests write it: <c>AlreadyRunning web</c>; nothing for what was done.</summary>
internal static class Outcomes
{
    public static string Text(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Done => "",
        RequestOutcome.NoSuchJob no => $"NoSuchJob {no.Job}",
        RequestOutcome.NoSuchInstance no => $"NoSuchInstance {no.Job} ({no.Instance})",
        RequestOutcome.MissingVariable missing => $"MissingVariable {missing.Job} {missing.Variable}: {missing.Usage}",
        RequestOutcome.BadInstance bad => $"BadInstance {bad.Job}: {bad.Sentence}",
        RequestOutcome.AlreadyRunning already => $"AlreadyRunning {Title(already.Job, already.Instance)}",
        RequestOutcome.NotRunning not => $"NotRunning {Title(not.Job, not.Instance)}",
        RequestOutcome.Refused refused => $"Refused {Title(refused.Job, refused.Instance)}: {refused.Sentence}",
        RequestOutcome.Failed failed => $"Failed {Title(failed.Job, failed.Instance)}: {failed.Failure?.Sentence}",
        RequestOutcome.Overtaken overtaken => $"Overtaken {Title(overtaken.Job, overtaken.Instance)}",
        RequestOutcome.EventFailed failed => $"EventFailed {failed.Event}",
        _ => throw new InvalidOperationException(outcome.GetType().Name),
    };

    private static string Title(string job, string instance) => instance.Length == 0 ? job : $"{job} ({instance})";
}
