using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>
/// One init with a command that makes orphans. Init is stopped from outside its namespace while they are made and end,
/// so that what is timed is the reaping and nothing of the making.
/// </summary>
internal static class OrphanTrial
{
    /// <summary>
    /// The rate, and how many were not reaped within <see cref="Limits.Answer"/>. More than <see cref="Limits.Orphans"/>
    /// come in turns of so many, since the kernel has no numbers for more processes at a time.
    /// </summary>
    internal static (double PerSecond, int Left) Run(Init init, bool asPidOne, int count = Limits.Orphans)
    {
        if (!asPidOne && !init.Adopts)
        {
            throw new BenchException($"cannot make {init.Name} a subreaper: it has to be PID 1, which needs root");
        }

        using var go = new Pipe();
        using var report = new Pipe();
        int atOnce = Math.Min(count, Limits.Orphans);
        string[] maker = [Self.Path, OrphanMaker.Name, $"{atOnce}"];
        using var child = Child.Start(new ChildStart(init.Command(asPidOne ? [] : init.Subreaper, maker))
        {
            Input = go.ReadEnd,
            Output = report.WriteEnd,
            NewNamespace = asPidOne,
        });
        report.CloseWriteEnd();
        Expect(report, init);
        long time = 0;
        int left = 0;
        for (int made = 0; made < count; made += atOnce)
        {
            (long took, int remaining) = Turn(init, child, go, report, atOnce);
            time += took;
            left += remaining;
        }

        return (count * (double)Clock.Second / time, left);
    }

    private static (long Time, int Left) Turn(Init init, Child child, Pipe go, Pipe report, int count)
    {
        var process = new ProcessView(child.Pid);
        child.Signal(LibC.SIGSTOP);
        while (process.State != 'T')
        {
            Clock.Sleep(Limits.Poll);
        }

        go.WriteByte(0);
        Expect(report, init);
        List<int> zombies = Zombies(process);
        for (long deadline = Clock.Now() + Limits.Answer; zombies.Count < count && Clock.Now() < deadline; zombies = Zombies(process))
        {
            // The last one has let go of the memory it shared, but is not quite dead yet.
            Clock.Sleep(Limits.ReportPause);
        }

        if (zombies.Count < count)
        {
            throw new BenchException(
                $"cannot make {count} orphans under {init.Name}, only {zombies.Count}: is there a limit on processes?");
        }

        long begin = Clock.Now();
        child.Signal(LibC.SIGCONT);
        int left = AwaitGone(zombies, begin + Limits.Answer);
        return (Clock.Now() - begin, left);
    }

    private static List<int> Zombies(ProcessView process) => process.Children().FindAll(pid => new ProcessView(pid).State == 'Z');

    private static void Expect(Pipe report, Init init)
    {
        if (report.ReadByte(Limits.Answer) < 0)
        {
            throw new BenchException($"cannot make orphans under {init.Name}: the command does not answer");
        }
    }

    /// <summary>
    /// Looks whether the pids are gone, one after the other; the last first, so that little is asked while init works.
    /// Signal 0 takes no lock that reaping needs, and the pauses leave the processors to init.
    /// </summary>
    private static int AwaitGone(List<int> pids, long deadline)
    {
        int left = 0;
        for (int i = pids.Count - 1; i >= 0; i--)
        {
            bool gone;
            while (!(gone = LibC.kill(pids[i], 0) < 0) && Clock.Now() < deadline)
            {
                Clock.Sleep(Limits.FinePoll);
            }

            left += gone ? 0 : 1;
        }

        return left;
    }
}
