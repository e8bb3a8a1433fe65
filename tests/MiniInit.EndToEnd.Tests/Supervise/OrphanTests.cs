using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Processes whose parents have died.</summary>
public sealed class OrphanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Orphans_are_adopted_and_reaped(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, """
            [job.web]
            script = '''
            n=0
            while [ $n -lt 100 ]; do
                (sleep 0.01 &)
                n=$((n + 1))
            done
            (setsid {AWAIT} {DIR}/go &)
            echo > {DIR}/up
            exec sleep 1000
            '''
            """);
        init.WaitForFile("up");

        // What is left is the main process and the orphan that waits: a child of init now, and no zombie among them.
        init.Until(() => init.Processes.Count(pid => Proc.Stat(pid)?.Parent == init.Pid) == 2
            && Proc.Children(init.Pid).Count == 2, "the others are reaped");
        init.Touch("go");
        init.Until(() => Proc.Children(init.Pid).Count == 1, "the orphan is reaped");
        init.WaitForStatus("web start/running, process ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Orphans_pass_on_to_others_where_init_is_no_subreaper()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [init]
            subreaper = false
            [job.web]
            script = '''
            (setsid sh -c 'echo > {DIR}/up; exec {AWAIT} {DIR}/go' &)
            {AWAIT} {DIR}/up
            exec sleep 1000
            '''
            """);
        init.WaitForFile("up");
        init.Until(() => init.Processes.Any(pid => Proc.CommandLine(pid).Contains("/await ", System.StringComparison.Ordinal)
            && Proc.Stat(pid)?.Parent is int parent && parent != init.Pid && !init.Processes.Contains(parent)), "it is another's");
        init.Touch("go");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_orphan_keeps_nobody_from_ending()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            type = "task"
            main = true
            script = '(setsid sh -c "echo > {DIR}/up; exec sleep 1000" &) ; {AWAIT} {DIR}/up'
            """);
        Assert.Equal(0, init.WaitForExit());
    }

    [Fact]
    public void Init_idles_while_nothing_happens()
    {
        using Supervised init = Supervised.AsPid1("""
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.WaitForMain("web");

        // It sleeps in epoll_wait without a time limit: nothing but an event brings it back.
        string path = $"/proc/{init.Pid}/status";
        Wait.Until(() => Proc.Stat(init.Pid) is { State: 'S' }, "it sleeps");
        Wait.Until(
            () =>
            {
                string before = Proc.StatusLine(path, "voluntary_ctxt_switches");
                System.Threading.Thread.Sleep(300);
                return before == Proc.StatusLine(path, "voluntary_ctxt_switches");
            },
            "it does not wake up for 300 ms");
        Assert.Equal(0, init.Stop());
    }
}
