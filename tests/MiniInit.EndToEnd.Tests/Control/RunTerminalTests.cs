using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary><c>miniinitctl run --pty</c> on a terminal.</summary>
public sealed class RunTerminalTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);
    private readonly Pty _pty = Pty.Open();

    /// <summary>miniinitctl does not wait for a socket.</summary>
    public RunTerminalTests() => _init.Connect().Dispose();

    [Fact]
    public void The_command_has_a_terminal_of_its_own_of_our_size_and_ours_is_as_before_then()
    {
        _pty.Resize(33, 44);
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'tty; stty size; ps -o tty= -p $$; read line; echo got $line; exit 4'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        string shown = _pty.ReadUntil("33 44\r\n");
        Assert.Contains("/dev/pts/", shown);
        Assert.DoesNotContain(_pty.SlavePath + "\r", shown);
        _pty.Type("typed\r");
        _pty.ReadUntil("got typed\r\n");
        _pty.ReadUntil("code 4\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void Interrupts_and_sizes_reach_it()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"{Ctl} sh -c 'trap \"stty size\" WINCH; trap \"echo interrupted; exit 6\" INT; echo ready; while :; do sleep 0.05; done'; echo code $?");
        _pty.ReadUntil("ready\r\n");
        _pty.Resize(21, 43);
        _pty.ReadUntil("21 43\r\n");
        _pty.Type("\x03");
        _pty.ReadUntil("interrupted\r\n");
        _pty.ReadUntil("code 6\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void A_term_is_for_the_command_and_the_terminal_is_as_before()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'echo ready; exec sleep 1000'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r\n");
        int pid = _init.WaitForMain("run-1");
        Proc.Signal(shell.Descendants().First(one => Proc.CommandLine(one).Contains(" run --pty ", StringComparison.Ordinal)), Signals.Term);
        _pty.ReadUntil($"code {128 + 15}\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
        Wait.Until(() => !Proc.Lives(pid), "the command is gone");
    }

    [Fact]
    public void When_we_are_gone_it_is_hung_up_on()
    {
        using Running ctl = _pty.Start(Binaries.MiniInitCtl, "--socket", _init.Socket, "run", "--pty", "--", "sleep", "1000");
        int pid = _init.WaitForMain("run-1");
        ctl.Signal(Signals.Kill);
        ctl.WaitForExit();
        _init.Until(() => !Proc.Lives(pid), "the command is gone");
        _init.AssertAnswers();
    }

    public void Dispose()
    {
        _pty.Dispose();
        _init.Dispose();
    }

    private string Ctl => $"{Binaries.MiniInitCtl} --socket {_init.Socket} run --pty --";
}
