using System;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>The terminal under catatonit's name.</summary>
public sealed class CatatonitTerminalTests : IDisposable
{
    private readonly Named _catatonit = new("catatonit");
    private readonly Pty _terminal = Pty.Open();

    [Fact]
    public void Terminal_is_the_commands_once_it_reads_it_when_standard_input_is_none()
    {
        using Running catatonit = _terminal.Start(
            "sh", "-c", "exec \"$0\" -- sh -c 'echo pid $$.; read line </dev/tty' </dev/null", _catatonit.Path);
        _ = _terminal.ReadUntil("pid ");
        int command = int.Parse(_terminal.ReadUntil(".")[..^1]);

        // Not at the start, as catatonit has it, which takes the terminal from its own pipeline; but as soon as it reads.
        Wait.Until(() => _terminal.ForegroundGroup == command, "the command has the terminal");
        _terminal.Type("\n");
        Assert.Equal(0, catatonit.WaitForExit());
    }

    [Fact]
    public void Window_size_signal_and_interrupt_key_reach_the_command()
    {
        const string Script = "trap 'stty size' WINCH; echo ready; while :; do sleep 0.05; done";
        using Running catatonit = _terminal.Start(_catatonit.Path, "--", "sh", "-c", Script);
        _ = _terminal.ReadUntil("ready\r\n");
        _terminal.Resize(33, 99);
        _ = _terminal.ReadUntil("33 99\r\n");
        _terminal.Type("\x03");
        Assert.Equal(130, catatonit.WaitForExit());
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _catatonit.Dispose();
    }
}
