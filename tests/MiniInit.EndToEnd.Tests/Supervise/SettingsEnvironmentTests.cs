using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>The variables of a job, and its scripts.</summary>
public sealed class SettingsEnvironmentTests
{
    /// <summary>Comments, more than one argument may have (128 KiB).</summary>
    private static readonly string s_filler = string.Concat(Enumerable.Repeat($"# {new string('x', 77)}\n", 2000));

    [Fact]
    public void What_comes_later_wins()
    {
        string[] names = ["A", "B", "C", "D"];
        using Supervised init = Once.Run(
            Once.After("""
                printf 'C=file\nD=file\nUPSTART_JOB=file\n# comment\nQUOTED="two words"\n' > {DIR}/file
                printf 'D=second file\n' > {DIR}/second
                """), """
            env = { B = "init", C = "init", D = "init", ONLY_INIT = "yes" }
            [job.web]
            type = "task"
            env-file = ["{DIR}/file", "-{DIR}/missing", "{DIR}/second"]
            env = { D = "job", E = "$A-${B}-${NOT:-default}", MINIINIT_JOB = "job" }
            script = 'echo "$A $B $C $D $E $ONLY_INIT $QUOTED $UPSTART_JOB $MINIINIT_JOB"'
            """, names.ToDictionary(name => name, _ => "inherited"));
        Assert.Equal(["inherited init file job inherited-init-default yes two words web web"], init.Lines("web"));
    }

    [Fact]
    public void A_variable_of_an_event_wins_over_those_of_the_job()
    {
        using Supervised init = Once.Run([], """
            [job.first]
            type = "task"
            instance = "$COLOUR"
            instances = ["red"]
            export = ["COLOUR"]
            exec = ["true"]
            [job.second]
            type = "task"
            start-on = "stopped first"
            env = { COLOUR = "blue", JOB = "mine", RESULT = "mine too" }
            script = 'echo "$COLOUR $JOB $RESULT $UPSTART_EVENTS $UPSTART_JOB"'
            """);
        Assert.Equal(["red first ok stopped second"], init.Lines("second"));
    }

    [Fact]
    public void A_job_inherits_what_it_asks_for()
    {
        Dictionary<string, string> variables = new()
        {
            ["KEEP_ONE"] = "1",
            ["KEEP_TWO"] = "2",
            ["OTHER"] = "3",
            ["EXACT"] = "4",
            ["NOTIFY_SOCKET"] = "/outer",
            ["LISTEN_FDS"] = "1",
            ["WATCHDOG_USEC"] = "5",
            ["MINIINIT_LOG"] = "6",
        };
        string show = $"for name in {string.Join(' ', variables.Keys)}; do eval echo $name=\\$$name; done";
        using Supervised init = Once.Run([], $"""
            [job.all]
            type = "task"
            script = '{show}'
            [job.some]
            type = "task"
            env-from = ["KEEP_*", "EXACT", "WATCHDOG_USEC", "PATH"]
            script = '{show}'
            [job.none]
            type = "task"
            env-from = []
            exec = ["/usr/bin/env"]
            """, variables);
        Assert.Equal(
            "KEEP_ONE=1 KEEP_TWO=2 OTHER=3 EXACT=4 NOTIFY_SOCKET= LISTEN_FDS= WATCHDOG_USEC= MINIINIT_LOG=",
            string.Join(' ', init.Lines("all")));
        Assert.Equal(
            "KEEP_ONE=1 KEEP_TWO=2 OTHER= EXACT=4 NOTIFY_SOCKET= LISTEN_FDS= WATCHDOG_USEC=5 MINIINIT_LOG=",
            string.Join(' ', init.Lines("some")));
        Assert.Equal(
            ["MINIINIT_INSTANCE", "MINIINIT_INVOCATION", "MINIINIT_JOB", "MINIINIT_SOCKET", "UPSTART_INSTANCE", "UPSTART_JOB"],
            init.Lines("none").Select(line => line[..line.IndexOf('=')]).Order());
    }

    [Fact]
    public void Processes_know_which_one_of_their_job_they_are()
    {
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            pre-start.script = 'echo "$MINIINIT_PROCESS"'
            script = 'echo "${MINIINIT_PROCESS:-main}"'
            post-stop.script = 'echo "$MINIINIT_PROCESS"'
            """);
        Assert.Equal(["pre-start", "main", "post-stop"], init.Lines("web"));
    }

    [Fact]
    public void An_environment_of_half_a_megabyte_reaches_the_job()
    {
        Dictionary<string, string> variables =
            Enumerable.Range(0, 500).ToDictionary(i => $"BIG_{i}", _ => new string('x', 1000));
        variables["LONG"] = new string('y', 100_000);
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            script = 'env | grep -c "^BIG_.*=x\{1000\}$"; echo ${#LONG}'
            """, variables);
        Assert.Equal(["500", "100000"], init.Lines("web"));
    }

    [Fact]
    public void A_script_of_any_length_runs()
    {
        using Supervised init = Once.Run([], $"""
            [job.long]
            type = "task"
            script = '''
            {s_filler}
            echo "last line of $MINIINIT_JOB"; ls /proc/self/fd | grep -c .
            '''
            [job.short]
            type = "task"
            script = 'echo short'
            [job.stops]
            type = "task"
            script = '''
            {s_filler}
            false; echo never
            '''
            normal-exit = [1]
            """);
        Assert.Equal("last line of long", init.Lines("long")[0]);
        Assert.Equal(["short"], init.Lines("short"));
        Assert.Empty(init.Lines("stops"));
    }

    [Fact]
    public void A_long_script_without_proc_fails_by_a_sentence()
    {
        Needs.Root();
        string[] wrapper = ["unshare", "--mount", .. Once.After("umount -l /proc")];
        using Supervised init = Once.RunBadly(wrapper, $"""
            [job.long]
            type = "task"
            script = '''
            {s_filler}
            true
            '''
            [job.short]
            type = "task"
            script = 'echo short'
            """, out int code);
        Assert.NotEqual(0, code);
        Assert.Equal(["short"], init.Lines("short"));
        Assert.Contains("long: Failed to spawn long main process: cannot run a script of ", init.Log);
        Assert.Contains("is read through /proc, which is not mounted", init.Log);
    }

    [Fact]
    public void A_job_may_have_a_shell_of_its_own()
    {
        Needs.Program("bash");
        using Supervised init = Once.Run([], """
            [job.web]
            type = "task"
            shell = ["bash", "-u"]
            script = 'list=(a b c); echo "${list[1]}"; false; echo on'
            """);
        Assert.Equal(["b", "on"], init.Lines("web"));
    }
}
