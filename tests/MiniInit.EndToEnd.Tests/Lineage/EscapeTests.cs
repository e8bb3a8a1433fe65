using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Ways out of a job that do not lead out, and signals that must not go further than they are meant to.</summary>
public sealed class EscapeTests
{
    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void An_orphan_that_lowers_its_mark_later_is_still_known(Place place)
    {
        Needs.Program("prlimit");
        using Supervised init = place.Start("""
            [job.web]
            kill-timeout = "300ms"
            ready = "fork"
            script = '''
            (setsid sh -c 'trap "" TERM; echo $$ > {DIR}/run/other.new; mv {DIR}/run/other.new {DIR}/run/other;
                {AWAIT} {DIR}/run/go; prlimit --rttime=9:9 --pid $$; echo > {DIR}/run/lowered; while :; do sleep 0.1; done' &) 2>/dev/null
            (setsid sleep 1000 &)
            '''
            """);
        init.WaitForState("web", "running");
        init.WaitForFile("run/other");
        int other = init.Outer(int.Parse(File.ReadAllText(init.Path("run/other")), System.Globalization.CultureInfo.InvariantCulture));
        init.Touch("run/go");
        init.WaitForFile("run/lowered");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(other), init.Log);
        Assert.DoesNotContain("still there after SIGKILL", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Nobody)]
    public void Two_hundred_jobs_that_do_not_listen_are_killed_together(Place place)
    {
        StringBuilder text = new("[init]\nshutdown-timeout = \"60s\"\n");
        for (int i = 0; i < 200; i++)
        {
            _ = text.Append($"[job.j{i}]\nkill-timeout = \"1s\"\nscript = \"trap '' TERM; echo > {{DIR}}/run/up{i}; sleep 1000 & while :; do sleep 1000; done\"\n");
        }

        using Supervised init = place.Start(text.ToString());
        init.Until(() => Directory.GetFiles(init.Path("run"), "up*").Length == 200, "all run");
        _ = init.Stop();

        // One after the other they took so long that most were; a busy machine may be late with a few.
        Assert.InRange(init.Log.Split("still there after SIGKILL").Length - 1, 0, 20);
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    public void A_daemon_that_was_found_is_asked_once(Place place)
    {
        using Supervised init = place.Start("""
            [job.web]
            ready = "fork"
            script = '''
            setsid sh -c 'trap "echo TERM >> {DIR}/run/trace" TERM; echo > {DIR}/run/up; while [ ! -e {DIR}/run/trace ]; do sleep 0.05; done; sleep 0.5' &
            '''
            """);
        init.WaitForState("web", "running");
        init.WaitForFile("run/up");
        using VarlinkClient client = init.Connect();
        _ = client.Ask("Stop", "{'job':'web'}");
        Assert.Equal("TERM\n", File.ReadAllText(init.Path("run/trace")));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void What_came_with_a_shell_that_became_init_is_not_ended_with_it()
    {
        using TemporaryFolder folder = new();
        string mark = Path.Combine(folder.Path, "stranger");
        using Supervised init = Supervised.Under(
            ["sh", "-c", $"(sh -c 'echo $$ > {mark}.new; mv {mark}.new {mark}; exec sleep 1000' & sleep 0.3) & exec \"$@\"", "sh"],
            """
            [job.web]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        init.Until(() => File.Exists(mark), "the stranger runs");
        int stranger = int.Parse(File.ReadAllText(mark), System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            init.Until(() => Proc.Children(init.Pid).Contains(stranger), "it has become ours");
            init.Signal(Signals.Term);
            Assert.Equal(0, init.WaitForEndOfInit());
            Assert.True(Proc.Lives(stranger));
        }
        finally
        {
            if (Proc.Lives(stranger))
            {
                Proc.Signal(stranger, Signals.Kill);
            }
        }
    }
}
