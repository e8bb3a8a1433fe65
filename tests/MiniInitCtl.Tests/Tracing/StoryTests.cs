using System.Linq;
using MiniInit.Ctl.Tracing;

namespace MiniInit.Ctl.Tests.Tracing;

/// <summary>What events come to: the tree, the summary, the advice.</summary>
public sealed class StoryTests
{
    [Fact]
    public void A_daemon_that_forks_twice_is_told_as_one()
    {
        Told told = new Told().Exec(Told.Root, "tmux").Fork(Told.Root, 13).Fork(13, 14).Exit(13).Adopt(14, 13)
            .Tell(new TraceEvent.LedSession(14))
            .Tell(new TraceEvent.Redirected(14, 0, "/dev/null"))
            .Tell(new TraceEvent.Redirected(14, 1, "/dev/null"))
            .Tell(new TraceEvent.Redirected(14, 2, null))
            .Tell(new TraceEvent.Named(14, "tmux: server"))
            .Fork(14, 15).Exec(15, "bash").Exit(Told.Root);
        Assert.Equal(
            [
                "12 sh -> tmux: exited with code 0",
                "`-13 tmux: exited with code 0",
                "  `-14 tmux: server: leads its session, adopted by init (1), lives on",
                "    `-15 bash: lives on",
            ],
            told.Tree);
        Assert.Equal(
            [
                "The command, tmux (12), exited with code 0 after 250ms; with it there were 4 processes.",
                "2 processes outlive it:",
                "  tmux: server (14) became a child of init (1) because its parent 13 ended; it called setsid, so it no "
                    + "longer belongs to the terminal; its standard input, output and error are /dev/null or closed.",
                "  bash (15) is a child of tmux: server (14); it is in session 14, away from the terminal; its standard "
                    + "input, output and error are /dev/null or closed.",
                "In a job file: ready = \"daemon\", since the first process exits with 0 and after 2 forks tmux: server "
                    + "(14) goes on.",
            ],
            told.Summary);
    }

    [Fact]
    public void One_fork_and_the_end_of_the_first_process_is_ready_by_fork()
    {
        Told told = new Told().Fork(Told.Root, 13).Exec(13, "sleep").Exit(Told.Root).Adopt(13, Told.Root);
        Assert.Equal(("fork", 13), (told.Advice.Ready, told.Advice.Main?.Pid));
        Assert.Contains(
            "  sleep (13) became a child of init (1) because its parent 12 ended; it is still in the session it was started "
                + "in, so the end of that terminal may end it.",
            told.Summary);
    }

    [Fact]
    public void What_leaves_nothing_behind_needs_nothing()
    {
        Told told = new Told().Fork(Told.Root, 13).Exit(13).Exit(Told.Root, 7);
        Assert.Equal(("exec", null), (told.Advice.Ready, told.Advice.Main));
        Assert.Equal("Nothing outlives it.", told.Summary[1]);
    }

    [Fact]
    public void What_goes_on_itself_is_its_own_main_process()
    {
        Told told = new Told().Fork(Told.Root, 13);
        Assert.Equal(("exec", Told.Root), (told.Advice.Ready, told.Advice.Main?.Pid));
        Assert.Equal("The command, sh (12), goes on without being followed; with it there were 2 processes.", told.Summary[0]);
    }

    [Fact]
    public void A_launcher_that_fails_makes_no_job_ready()
    {
        Told told = new Told().Fork(Told.Root, 13).Exit(Told.Root, 1).Adopt(13, Told.Root);
        Assert.Null(told.Advice.Ready);
        Assert.Contains("has to leave exit code 0 behind", told.Advice.Sentence, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_the_leader_of_a_session_is_the_main_process()
    {
        Told told = new Told().Fork(Told.Root, 13).Fork(Told.Root, 14).Tell(new TraceEvent.LedSession(14)).Exit(Told.Root)
            .Adopt(13, Told.Root).Adopt(14, Told.Root);
        Assert.Equal(14, told.Advice.Main?.Pid);
    }

    [Fact]
    public void A_number_that_is_given_out_again_is_another_process()
    {
        Told told = new Told().Fork(Told.Root, 13).Exit(13, 1).Fork(Told.Root, 13).Exec(13, "second").Exit(13, 2).Exit(Told.Root);
        Assert.Equal(
            ["12 sh: exited with code 0", "|-13 sh: exited with code 1", "`-13 second: exited with code 2"], told.Tree);
    }

    [Fact]
    public void What_was_so_before_is_no_news()
    {
        Told told = new();
        int before = told.Sentences.Count;
        told.Tell(new TraceEvent.JoinedGroup(Told.Root, Told.Root)).Tell(new TraceEvent.Named(Told.Root, "sh"))
            .Tell(new TraceEvent.Subreaping(Told.Root, Adopts: false)).Tell(new TraceEvent.Continued(99));
        Assert.Equal(before, told.Sentences.Count);
        told.Tell(new TraceEvent.ThreadStarted(Told.Root, 20)).Tell(new TraceEvent.ThreadStarted(Told.Root, 21));
        Assert.Equal("12 sh has threads", told.Sentences[^1]);
        Assert.Equal(before + 1, told.Sentences.Count);
    }

    [Fact]
    public void Of_thousands_the_oldest_that_ended_are_left_out_and_counted()
    {
        Told told = new Told().Fork(Told.Root, 13);
        for (int pid = 100; pid < 10_100; pid++)
        {
            told.Fork(Told.Root, pid).Exit(pid);
        }

        told.Exit(Told.Root).Adopt(13, Told.Root);
        Assert.Equal(TraceLimits.KeptProcesses + 1, told.Tree.Count);
        Assert.StartsWith("|-13 sh: adopted by init (1), lives on", told.Tree[1], System.StringComparison.Ordinal);
        Assert.Equal($"`-and {10_002 - TraceLimits.KeptProcesses} more, which ended", told.Tree[^1]);
        Assert.Contains("with it there were 10002 processes", told.Summary[0], System.StringComparison.Ordinal);
    }

    [Fact]
    public void What_made_others_goes_when_they_have_gone()
    {
        Told told = new();
        for (int i = 0; i < 3000; i++)
        {
            told.Fork(Told.Root, 100).Fork(100, 101).Exit(100).Adopt(101, 100).Exit(101);
        }

        told.Exit(Told.Root);

        // Each that is kept may have a line for those below it.
        Assert.InRange(told.Tree.Count, 3, 2 * TraceLimits.KeptProcesses);
        Assert.Contains("with it there were 6001 processes", told.Summary[0], System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_thousands_is_a_tree_too()
    {
        Told told = new();
        for (int pid = 13; pid < 5013; pid++)
        {
            told.Fork(pid - 1, pid);
        }

        Assert.Equal(5001, told.Tree.Count);
    }

    [Fact]
    public void Programs_without_end_are_cut_in_the_tree()
    {
        Told told = new();
        foreach (int i in Enumerable.Range(1, 100))
        {
            told.Exec(Told.Root, $"p{i}");
        }

        Assert.EndsWith(" -> p13 -> p14 -> 85 more -> p100: lives on", told.Tree[0], System.StringComparison.Ordinal);
    }
}
