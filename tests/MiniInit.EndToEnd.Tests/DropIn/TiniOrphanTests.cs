using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>tini's cases about orphans: T14–T19.</summary>
public sealed class TiniOrphanTests : IDisposable
{
    private const int Orphans = 100;
    private const string CannotReap = "zombie reaping won't work";
    private const string Reaped = "Reaped zombie process with pid=";

    /// <summary>A shell whose child starts processes and ends before them; then it waits for a line.</summary>
    private const string MakeOrphans =
        "sh -c 'for n in $(seq '$0'); do sleep 1000 & echo orphan $!; done' </dev/null; echo made; read line";

    private readonly Named _tini = new("tini");

    /// <summary>The three ways to be a subreaper.</summary>
    public enum Subreaper
    {
        ByOption,
        ByVariable,
        Inherited,
    }

    [Theory]
    [InlineData(Subreaper.ByOption)]
    [InlineData(Subreaper.ByVariable)]
    [InlineData(Subreaper.Inherited)]
    public void T14_T15_T16_subreaper_reaps_orphans_and_is_silent(Subreaper how)
    {
        using Running tini = Start(how);
        ReapOrphans(tini);
        Assert.DoesNotContain(CannotReap, tini.Errors);
        Assert.DoesNotContain(Reaped, tini.Errors);
    }

    [Theory]
    [InlineData(Subreaper.ByOption)]
    [InlineData(Subreaper.ByVariable)]
    [InlineData(Subreaper.Inherited)]
    public void T17_each_reaped_orphan_is_reported_when_asked_for(Subreaper how)
    {
        using Running tini = Start(how, "-w");
        List<int> orphans = ReapOrphans(tini);
        Assert.DoesNotContain(CannotReap, tini.Errors);
        Assert.Equal(
            orphans.Select(pid => $"{Reaped}{pid}").Order(),
            tini.Errors.Split('\n').Where(l => l.Contains(Reaped)).Select(l => l[l.IndexOf(Reaped)..]).Order());
    }

    [Fact]
    public void T18_pid_1_reaps_orphans()
    {
        using Running tini = _tini.StartAsPid1("--", "sh", "-c", MakeOrphans, $"{Orphans}");
        tini.WaitForOutput("made");
        int init = tini.Pid;
        int command = Proc.Children(init).First(pid => Proc.CommandLine(pid).StartsWith("sh "));
        Wait.Until(() => Proc.Children(init).Count == Orphans + 1, "all orphans are init's");
        End(tini, init, command, Proc.Children(init).Where(pid => pid != command));
        Assert.DoesNotContain(CannotReap, tini.Errors);
    }

    [Fact]
    public void T19_one_that_can_not_reap_says_so()
    {
        using Running tini = _tini.Start(["TINI_VERBOSITY=1"], ["sh", "-c", MakeOrphans, "1"]);
        tini.WaitForOutput("made");
        int orphan = OrphanPids(tini).Single();
        try
        {
            Assert.DoesNotContain(orphan, Proc.Children(tini.Pid));
            Assert.Contains(CannotReap, tini.Errors);
        }
        finally
        {
            Proc.Signal(orphan, 9);
        }

        tini.Type("");
        Assert.Equal(0, tini.WaitForExit());
    }

    public void Dispose() => _tini.Dispose();

    private static List<int> ReapOrphans(Running tini)
    {
        tini.WaitForOutput("made");
        List<int> orphans = OrphanPids(tini);
        Assert.Equal(Orphans, orphans.Count);
        int command = Proc.Children(tini.Pid).Except(orphans).Single();
        Assert.All(orphans, pid => Assert.Equal(tini.Pid, Proc.Stat(pid)?.Parent));
        End(tini, tini.Pid, command, orphans);
        return orphans;
    }

    /// <summary>All are in the command's group; when they die none stays, and then the command may end too.</summary>
    private static void End(Running tini, int init, int command, IEnumerable<int> orphans)
    {
        foreach (int pid in orphans.ToList())
        {
            Assert.Equal(command, Proc.Stat(pid)?.Group);
            Proc.Signal(pid, 15);
        }

        Wait.Until(() => Proc.Children(init) is [int only] && only == command, "only the command is left");
        Assert.DoesNotContain(Proc.All(), pid => pid != command && Proc.Stat(pid)?.Group == command);
        tini.Type("");
        Assert.Equal(0, tini.WaitForExit());
    }

    private static List<int> OrphanPids(Running tini) => tini.Output.Split('\n')
        .Where(line => line.StartsWith("orphan ")).Select(line => int.Parse(line["orphan ".Length..])).ToList();

    private Running Start(Subreaper how, params string[] options)
    {
        string[] command = [.. options, "--", "sh", "-c", MakeOrphans, $"{Orphans}"];
        return how switch
        {
            Subreaper.ByOption => _tini.Start(["-s", .. command]),
            Subreaper.ByVariable => _tini.Start(["TINI_SUBREAPER="], command),
            Subreaper.Inherited => Running.Start(
                Binaries.TestChild, ["setup", "--subreaper", "--", _tini.Path, .. command]),
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
    }
}
