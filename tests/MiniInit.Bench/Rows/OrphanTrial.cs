using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>
/// One init with a command that makes orphans. Init is stopped from outside its namespace while they are made and end,
/// so that what is timed is the reaping and nothing of the making.
/// </summary>
internal static class OrphanTrial
{
    /// <summary>The rate, and how many were not reaped within <see cref="Limits.Answer"/>.</summary>
    internal static (double PerSecond, int Left) Run(Init init, bool asPidOne)
    {
        if (!asPidOne && !init.Adopts)
        {
            throw new BenchException($"cannot make {init.Name} a subreaper: it has to be PID 1, which needs root");
        }

        using var go = new Pipe();
        using var report = new Pipe();
        string[] maker = [Self.Path, OrphanMaker.Name, Limits.Orphans.ToString()];
        using var child = Child.Start(new ChildStart(init.Command(asPidOne ? [] : init.Subreaper, maker))
        {
            Input = go.ReadEnd,
            Output = report.WriteEnd,
            NewNamespace = asPidOne,
        });
        report.CloseWriteEnd();
        Expect(report, init);
        var process = new ProcessView(child.Pid);
        child.Signal(LibC.SIGSTOP);
        while (process.State != 'T')
        {
            Clock.Sleep(Limits.Poll);
        }

        go.WriteByte(0);
        Expect(report, init);
        List<int> zombies = process.Children().FindAll(pid => new ProcessView(pid).State == 'Z');
        if (zombies.Count < Limits.Orphans)
        {
            throw new BenchException(
                $"cannot make {Limits.Orphans} orphans under {init.Name}, only {zombies.Count}: is there a limit on processes?");
        }

        long begin = Clock.Now();
        child.Signal(LibC.SIGCONT);
        int left = AwaitGone(zombies, begin + Limits.Answer);
        return (zombies.Count * (double)Clock.Second / (Clock.Now() - begin), left);
    }

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
