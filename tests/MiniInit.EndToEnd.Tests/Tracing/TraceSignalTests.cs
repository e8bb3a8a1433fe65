using System;
using System.Linq;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Tracing;

/// <summary>Signals to the command and to us, and stops of job control.</summary>
public sealed class TraceSignalTests
{
    private const int Kill = 9, Term = 15, Cont = 18, Stop = 19;

    [Fact]
    public void A_command_that_is_killed_has_the_code_of_the_signal()
    {
        using var traced = new Traced("sh", "-c", "kill -9 $$");
        Assert.Equal("KILL", traced.ToEnd(128 + Kill).Summary.GetProperty("signal").GetString());
    }

    [Fact]
    public void A_command_that_is_stopped_stays_so_until_it_is_continued()
    {
        using var traced = new Traced("sh", "-c", "kill -STOP $$; exit 5");
        Assert.Equal("STOP", traced.WaitFor("stop").GetProperty("signal").GetString());
        Assert.Contains(Proc.Stat(traced.Command)!.Value.State, "tT");
        Proc.Signal(traced.Command, Cont);
        traced.ToEnd(5);
        _ = Assert.Single(traced.Of("stop"));
        _ = Assert.Single(traced.Of("continue"));
    }

    [Fact]
    public void A_stopped_command_can_be_killed()
    {
        using var traced = new Traced("sleep", "1000");
        _ = traced.WaitFor("exec");
        Proc.Signal(traced.Command, Stop);
        _ = traced.WaitFor("stop");
        Proc.Signal(traced.Command, Kill);
        traced.ToEnd(128 + Kill);
    }

    [Fact]
    public void What_is_stopped_stays_so_when_it_is_let_go()
    {
        using var traced = new Traced("sh", "-c", "sleep 1000 & exit 0");
        int sleeper = traced.WaitFor("exec", one => one.GetProperty("name").GetString() == "sleep").GetProperty("pid").GetInt32();
        Proc.Signal(sleeper, Stop);
        _ = traced.WaitFor("stop");
        traced.StopFollowing(0);
        Wait.Until(() => Proc.Stat(sleeper)?.State == 'T', "it is stopped, and not traced");
    }

    [Fact]
    public void A_signal_to_us_is_passed_on_and_a_second_one_lets_the_command_go()
    {
        using var traced = new Traced(Binaries.TestChild, "printer");
        traced.Running.WaitForOutput("ready\n");
        traced.Running.Signal(Term);
        traced.Running.WaitForOutput("ready\n15\n");
        traced.Running.Signal(Term);
        traced.ToEnd(128 + Term);
        Assert.True(Proc.Lives(traced.Command));
        Assert.Equal("0", Proc.StatusLine($"/proc/{traced.Command}/status", "TracerPid"));
        Assert.False(traced.Summary.TryGetProperty("code", out _));
        Assert.Equal("ready\n15\n", traced.Running.Output);
    }

    [Fact]
    public void A_signal_to_our_group_is_not_passed_on_besides()
    {
        Needs.Program("setsid");
        Needs.PythonModule("signal");
        using var traced = new Traced(["setsid", "-w"], [Traced.Python, "-c", """
            import signal, sys
            signal.signal(15, lambda number, frame: print(number, flush=True))
            print("ready", flush=True)
            sys.stdin.readline()
            """]);
        traced.Running.WaitForOutput("ready\n");
        _ = Proc.kill(-Proc.Stat(traced.Command)!.Value.Group, Term);
        traced.Running.WaitForOutput("ready\n15\n");

        // Nothing tells that nothing will come.
        Thread.Sleep(300);
        traced.Running.Type("stop");
        Assert.Equal("ready\n15\n", traced.ToEnd(0).Running.Output);
    }

    [Fact]
    public void Masks_and_ignored_signals_are_those_that_we_were_given()
    {
        // Of PIPE the runtime does not know any more what we were given.
        string[] options = ["--default-signal=PIPE", "--ignore-signal=HUP", "--ignore-signal=CHLD", "--block-signal=USR1"];
        string[] command = ["grep", "-E", "Sig(Ign|Blk|Pnd|Cgt)", "/proc/self/status"];
        (int code, string plain, string errors) = Running.Run("env", [.. options, .. command]);
        Assert.True(code == 0, errors);
        using var traced = new Traced(["env", .. options], command);
        Assert.Equal(plain, traced.ToEnd(0).Running.Output);
    }
}
