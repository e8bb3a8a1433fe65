using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Jobs whose input and output do not go through init: <c>console</c>.</summary>
public sealed class OutputConsoleTests
{
    [Fact]
    public void Null_is_nowhere()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            console = "null"
            script = 'echo never; echo never >&2; exec sleep 1000'
            """);
        init.WaitForState("web", "running");
        Assert.Equal(["/dev/null", "/dev/null", "/dev/null"], Ends(init.WaitForMain("web")));
        Assert.Equal(0, init.Stop());
        Assert.DoesNotContain("never", init.Output + init.Log);
    }

    [Fact]
    public void What_init_says_last_is_out_before_it_waits()
    {
        // Nothing happens after the end of this job that could wake init up.
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            console = "null"
            script = '{AWAIT} {DIR}/go; exit 3'
            """);
        init.WaitForState("web", "running");
        init.Touch("go");
        init.WaitForState("web", "waiting");
        Assert.Contains(" terminated with status 3\n", init.Log);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Inherited_are_inits_own()
    {
        using Supervised init = Supervised.AsSubreaper("""
            [job.web]
            console = "inherit"
            script = 'echo straight; exec sleep 1000'
            """);
        init.WaitForOutput("straight\n");
        Assert.Equal(Ends(init.Pid), Ends(init.WaitForMain("web")));
        Assert.Equal(0, init.Stop());
        Assert.Equal("straight\n", init.Output);
    }

    [Theory]
    [InlineData("output", 0)]
    [InlineData("owner", 1)]
    public void The_console_is_the_systems_and_may_become_the_jobs_terminal(string console, int sessions)
    {
        Needs.Root();
        using var terminal = Pty.Open();
        string[] wrapper = ["unshare", "--mount", .. Once.After($"mount --bind {terminal.SlavePath} /dev/console")];
        using Supervised init = Supervised.Under(wrapper, $$"""
            [job.web]
            console = "{{console}}"
            script = 'echo on the console; exec sleep 1000'
            """);
        Wait.Until(() => terminal.Output.Contains("on the console"), () => $"the job writes; {init.Log}");
        int pid = init.WaitForMain("web");
        Assert.Equal(sessions * pid, terminal.Session);
        Assert.Equal(0, init.Stop());
        Assert.Equal("", init.Output);
    }

    [Fact]
    public void Without_a_console_jobs_have_inits_output_and_that_is_said_once()
    {
        Needs.Root();
        string script = "mkdir {DIR}/dev; cp -a /dev/null {DIR}/dev; mount --bind {DIR}/dev /dev";
        string[] wrapper = ["unshare", "--mount", .. Once.After(script)];
        using Supervised init = Once.Run(wrapper, """
            [job.owner]
            type = "task"
            console = "owner"
            script = 'echo owner'
            [job.output]
            type = "task"
            console = "output"
            script = 'echo output'
            """);
        Assert.Equal(["output", "owner"], init.Output.Split('\n')[..^1].Order());
        Assert.Single(init.Log.Split('\n'), line => line.Contains("cannot open /dev/console: "));
    }

    private static string[] Ends(int pid) =>
        [.. Enumerable.Range(0, 3).Select(fd => new FileInfo($"/proc/{pid}/fd/{fd}").LinkTarget!)];
}
