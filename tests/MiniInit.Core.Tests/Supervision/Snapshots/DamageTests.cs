using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>Bytes that are no snapshot, or not quite: they are refused, or give a supervisor that lives.</summary>
public sealed class DamageTests
{
    private const int Mutations = 4_000;

    /// <summary>A snapshot of some kB brings forth some kB of objects, whatever is in it.</summary>
    private const long MostMemory = 4 * 1024 * 1024;

    [Fact]
    public void A_snapshot_that_is_cut_off_anywhere_is_refused()
    {
        SupervisorSnapshot snapshot = Moments.Busy().Snapshot();
        for (int length = 0; length < snapshot.State.Length; length++)
        {
            Assert.False(
                Supervisor.TryRestore(With(snapshot, snapshot.State[..length]), out _, out SnapshotProblem? problem),
                $"{length} bytes of {snapshot.State.Length} are one too");
            Assert.True(length < 4 ? problem is SnapshotProblem.Foreign : problem is SnapshotProblem.Damaged, $"{length}: {problem}");
        }
    }

    [Fact]
    public void More_than_a_snapshot_is_refused()
    {
        SupervisorSnapshot snapshot = Moments.Busy().Snapshot();
        Assert.Equal(
            $"cannot read the state: there is more after its end (at byte {snapshot.State.Length})",
            Refusal(With(snapshot, (byte[])[.. snapshot.State.Span, 0])));
    }

    [Fact]
    public void What_is_none_is_refused_as_that() => Assert.Equal(
        "cannot read the state: it is no snapshot of a supervisor",
        Refusal(new SupervisorSnapshot("#!/bin/sh\n"u8.ToArray(), [], new InitDefinition())));

    [Fact]
    public void Another_version_is_refused_by_its_number()
    {
        SupervisorSnapshot snapshot = Moments.Busy().Snapshot();
        foreach (int version in (int[])[0, SnapshotVersion.Current + 1, 127])
        {
            byte[] state = snapshot.State.ToArray();
            state[4] = (byte)version;
            Assert.False(Supervisor.TryRestore(With(snapshot, state), out _, out SnapshotProblem? problem));
            Assert.Equal(version, Assert.IsType<SnapshotProblem.OtherVersion>(problem).Version);
            Assert.Equal($"cannot read the state: it is of version {version}, and this program reads version 1", $"{problem}");
            Assert.False(SnapshotVersion.CanRead(version));
        }

        Assert.True(SnapshotVersion.CanRead(SnapshotVersion.Current));
    }

    [Fact]
    public void A_missing_definition_is_refused()
    {
        SupervisorSnapshot snapshot = Moments.Busy().Snapshot();
        Assert.StartsWith(
            "cannot read the state: it points to what is not there", Refusal(new SupervisorSnapshot(snapshot.State, [], snapshot.Init)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_snapshot_is_refused_or_gives_a_supervisor_that_lives()
    {
        Random random = new(1);
        SupervisorSnapshot busy = Moments.Busy().Snapshot(), endless = Moments.Endless(0).Snapshot();
        int refused = 0;
        for (int time = 0; time < Mutations; time++)
        {
            bool isBusy = random.Next(100) != 0;
            SupervisorSnapshot snapshot = isBusy ? busy : endless;
            byte[] state = Changed(random, snapshot.State.ToArray());
            long before = GC.GetAllocatedBytesForCurrentThread();
            bool isRead = Supervisor.TryRestore(With(snapshot, state), out Supervisor? supervisor, out SnapshotProblem? problem);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated < MostMemory, $"{allocated} bytes for {Convert.ToHexString(state)}");
            if (isRead)
            {
                Live(supervisor!, state, isBusy ? 30 : 2);
            }
            else
            {
                refused++;
                Assert.StartsWith("cannot read the state: ", $"{problem}", StringComparison.Ordinal);
            }
        }

        Assert.InRange(refused, Mutations / 10, Mutations * 9 / 10);
    }

    private static SupervisorSnapshot With(SupervisorSnapshot snapshot, ReadOnlyMemory<byte> state) =>
        new(state, snapshot.Definitions, snapshot.Init);

    private static string Refusal(SupervisorSnapshot snapshot)
    {
        Assert.False(Supervisor.TryRestore(snapshot, out Supervisor? supervisor, out SnapshotProblem? problem));
        Assert.Null(supervisor);
        return $"{problem}";
    }

    /// <summary>Changes one byte or some, or copies a piece to another place.</summary>
    private static byte[] Changed(Random random, byte[] state)
    {
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(5, state.Length);
            switch (random.Next(4))
            {
                case 0:
                    state[at] = (byte)random.Next(256);
                    break;
                case 1:
                    state[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    state[at]++;
                    break;
                default:
                    int length = random.Next(1, int.Min(16, state.Length - at) + 1);
                    Array.Copy(state, random.Next(5, state.Length - length + 1), state, at, length);
                    break;
            }
        }

        return state;
    }

    /// <summary>Tells it of some time, a request for each job, and a shutdown: it does something, and ends.</summary>
    private static void Live(Supervisor supervisor, byte[] state, int rounds)
    {
        try
        {
            TimeSpan now = TimeSpan.FromSeconds(200);
            long client = 1_000;
            supervisor.Handle(new SupervisorInput.TimePassed(), now);
            RequireOrder(supervisor);
            foreach (string job in supervisor.JobNames())
            {
                supervisor.Handle(
                    new SupervisorInput.Asked(new ClientTicket(++client), new SupervisorRequest.Restart(new JobTarget(job, "", []), Waits: true)), now);
                _ = supervisor.Why(job, "", now);
            }

            bool hasExited = supervisor.Handle(new SupervisorInput.ShutdownAsked(3), now).Any(effect => effect is SupervisorEffect.Exit);
            for (int round = 0; round < rounds && !hasExited && supervisor.NextDeadline is TimeSpan next; round++)
            {
                now = next > now ? next : now;
                hasExited = supervisor.Handle(new SupervisorInput.TimePassed(), now).Any(effect => effect is SupervisorEffect.Exit);
                RequireOrder(supervisor);
            }

            _ = supervisor.Snapshot();
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{Convert.ToHexString(state)}", exception);
        }
    }

    private static void RequireOrder(Supervisor supervisor)
    {
        foreach (InstanceStatus status in supervisor.Status())
        {
            JobInstance instance = supervisor.Find(status.Job, status.Instance)!;
            bool isWrong = supervisor.Violation(instance) is not null && !instance.IsTouched && supervisor.NextDeadline is null;
            Assert.False(isWrong, $"{status}: {supervisor.Violation(instance)}");
        }
    }
}
