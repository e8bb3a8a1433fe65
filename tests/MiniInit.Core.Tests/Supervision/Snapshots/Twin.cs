using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Supervision;
using MiniInit.Core.Supervision.Snapshots;
using static MiniInit.Core.Tests.Supervision.Promise;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>
/// A supervisor that is told the same as another, and is replaced by what its snapshot gives now and then. Nobody is to see
/// a difference.
/// </summary>
internal sealed class Twin(Supervisor original)
{
    /// <summary>The one that is there now.</summary>
    public Supervisor Supervisor { get; private set; } = Replaced(original);

    /// <summary>Gives the supervisor of a snapshot, whose own snapshot is the same to the byte.</summary>
    public static Supervisor Replaced(Supervisor supervisor)
    {
        SupervisorSnapshot snapshot = supervisor.Snapshot();
        if (!Supervisor.TryRestore(snapshot, out Supervisor? restored, out SnapshotProblem? problem))
        {
            throw new InvalidOperationException($"{problem}: {Convert.ToHexString(snapshot.State.Span)}");
        }

        RequireSame(supervisor, restored);
        return restored;
    }

    /// <summary>Takes the place of itself.</summary>
    public void Replace()
    {
        Supervisor = Replaced(Supervisor);
        RequireSame(original, Supervisor);
    }

    /// <summary>Takes an input that the other one has taken.</summary>
    /// <param name="input">The input.</param>
    /// <param name="now">When.</param>
    /// <param name="passesTime">Whether what is due by then happened.</param>
    /// <param name="expected">What the other one gave.</param>
    public void Take(SupervisorInput input, TimeSpan now, bool passesTime, IReadOnlyList<SupervisorEffect> expected)
    {
        IReadOnlyList<SupervisorEffect> effects = Supervisor.Handle(input, now, passesTime);
        for (int at = 0; at < int.Max(expected.Count, effects.Count); at++)
        {
            Require(at < effects.Count, $"the twin does not give {Shown(expected[int.Min(at, expected.Count - 1)])}");
            Require(at < expected.Count, $"the twin gives {Shown(effects[at])}");
            Require(
                effects[at] == expected[at] || IsReport(effects[at]),
                $"the twin gives {Shown(effects[at])}, and not {Shown(expected[at])}");
        }

        Require(Supervisor.NextDeadline == original.NextDeadline, $"{Supervisor.NextDeadline} is not {original.NextDeadline}");
        Require(Supervisor.Status().SequenceEqual(original.Status()), "the twin has another status");
        Require(Supervisor.AwaitedFiles.SequenceEqual(original.AwaitedFiles), "the twin awaits other files");
    }

    /// <summary>Compares what is told of an instance.</summary>
    public void CompareWhy(string job, string instance, TimeSpan now) => Require(
        Supervisor.Why(job, instance, now).SequenceEqual(original.Why(job, instance, now)), $"the twin has other reasons for {job}");

    private static void RequireSame(Supervisor left, Supervisor right)
    {
        SupervisorSnapshot expected = left.Snapshot(), actual = right.Snapshot();
        Require(
            expected.State.Span.SequenceEqual(actual.State.Span) && expected.Definitions.SequenceEqual(actual.Definitions),
            $"another state:\n{Convert.ToHexString(expected.State.Span)}\n{Convert.ToHexString(actual.State.Span)}");
    }

    /// <summary>The trail of inputs that comes with a bug is let go of.</summary>
    private static bool IsReport(SupervisorEffect effect) =>
        effect is SupervisorEffect.Say { Message: string message }
        && message.StartsWith("the inputs before it", StringComparison.Ordinal);

    private static string Shown(SupervisorEffect effect) =>
        effect is SupervisorEffect.Say say ? $"\"{say.Job}: {say.Message}\"" : $"{effect}";
}
