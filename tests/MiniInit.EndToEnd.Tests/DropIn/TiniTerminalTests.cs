using System;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>tini's own cases on a terminal: T27, T28, and T29 beside them.</summary>
public sealed class TiniTerminalTests : IDisposable
{
    private const int Interrupted = 130;
    private const string ControlC = "\x03";

    private readonly Named _tini = new("tini");
    private readonly Pty _terminal = Pty.Open();

    [Fact]
    public void T27_shell_on_a_terminal_is_interactive_and_ends_with_exit()
    {
        using Running tini = _terminal.Start(_tini.Path, "--", "env", "PS1=prompt: ", "sh", "-i");
        _ = _terminal.ReadUntil("prompt: ");
        _terminal.Type("echo $((6 * 7)) on $(tty)\n");
        _ = _terminal.ReadUntil($"42 on {_terminal.SlavePath}\r\n");
        _terminal.Type("exit 0\n");
        Assert.Equal(0, tini.WaitForExit());
    }

    [Fact]
    public void T28_interrupt_key_ends_a_busy_shell()
    {
        using Running tini = _terminal.Start(_tini.Path, "--", "sh", "-c", "while :; do echo \\#; sleep 0.1; done");
        _ = _terminal.ReadUntil("#");
        _terminal.Type(ControlC);
        Assert.Equal(Interrupted, tini.WaitForExit());
    }

    [Fact]
    public void T28_interrupt_key_ends_a_busy_shell_under_pid_1()
    {
        using Running tini = _terminal.StartAsPid1(
            _tini.Path, "--", "sh", "-c", "while :; do echo \\#; sleep 0.1; done");
        _ = _terminal.ReadUntil("#");
        _terminal.Type(ControlC);
        Assert.Equal(Interrupted, tini.WaitForExit());
    }

    [Fact]
    public void T29_interrupt_key_ends_a_program_that_a_shell_became()
    {
        using Running tini = _terminal.Start(_tini.Path, "--", "sh", "-c", "echo \\#; exec sleep 1000");
        _ = _terminal.ReadUntil("#");
        _terminal.Type(ControlC);
        Assert.Equal(Interrupted, tini.WaitForExit());
    }

    [Fact]
    public void Command_is_the_foreground_group_of_the_terminal()
    {
        using Running tini = _terminal.Start(_tini.Path, "-s", "--", "sh", "-c", "echo $$; read line");
        int command = int.Parse(_terminal.ReadUntil("\r\n"));
        Assert.Equal(command, _terminal.ForegroundGroup);
        Assert.Equal(tini.Pid, _terminal.Session);
        _terminal.Type("\n");
        Assert.Equal(0, tini.WaitForExit());
    }

    [Fact]
    public void Messages_before_and_after_the_start_reach_the_terminal()
    {
        using Running tini = _terminal.Start(_tini.Path, "-s", "-vvvv", "true");
        _ = _terminal.ReadUntil("Registered as child subreaper\r\n");
        _ = _terminal.ReadUntil("Spawned child process 'true'");
        _ = _terminal.ReadUntil("Main child exited normally (with status '0')\r\n");
        Assert.Equal(0, tini.WaitForExit());
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _tini.Dispose();
    }
}
