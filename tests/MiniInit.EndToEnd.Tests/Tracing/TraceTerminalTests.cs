using System.Collections.Generic;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Tracing;

/// <summary>A traced command on a terminal.</summary>
public sealed class TraceTerminalTests
{
    private const string ControlC = "\u0003", ControlZ = "\u001a";

    [Fact]
    public void What_is_typed_reaches_the_command_once()
    {
        Needs.PythonModule("signal");
        using Pty pty = Pty.Open();
        using var traced = new Traced(pty, [], [Traced.Python, "-c", """
            import signal, sys
            signal.signal(2, lambda number, frame: print(f"got {number}", flush=True))
            print("ready", flush=True)
            sys.stdin.readline()
            """]);
        _ = pty.ReadUntil("ready");
        pty.Type(ControlC);
        _ = pty.ReadUntil("got 2");

        // Twice as well: it is the command that decides what the key does.
        pty.Type(ControlC);
        _ = pty.ReadUntil("got 2");
        pty.Type("\n");
        traced.ToEnd(0);
        Assert.Equal(3, pty.Output.Split("got 2").Length);
    }

    [Fact]
    public void A_shell_suspends_and_continues_both_of_us()
    {
        Needs.Program("bash");
        using Pty pty = Pty.Open();
        using var folder = new TemporaryFolder();
        string file = System.IO.Path.Combine(folder.Path, "trace");
        using Running shell = pty.Start(
            ["bash", "--norc", "--noprofile", "-i"], new Dictionary<string, string> { ["PS1"] = "prompt: " });
        _ = pty.ReadUntil("prompt: ");
        pty.Type($"{Binaries.MiniInitCtl} trace -o {file} sh -c 'echo started; sleep 1000; echo never'\n");
        _ = pty.ReadUntil("started\r\n");
        Wait.Until(
            () => System.IO.File.ReadAllText(file).Contains("exec'ed /usr/bin/sleep", System.StringComparison.Ordinal),
            () => System.IO.File.ReadAllText(file));
        for (int round = 0; round < 3; round++)
        {
            pty.Type(ControlZ);
            _ = pty.ReadUntil("Stopped");
            _ = pty.ReadUntil("prompt: ");
            pty.Type("fg\n");
            _ = pty.ReadUntil("trace -o");
            Wait.Until(() => Proc.Stat(pty.ForegroundGroup) is { State: 'S' }, "it goes on in the foreground");
        }

        pty.Type(ControlC);
        _ = pty.ReadUntil("prompt: ");
        pty.Type("echo code=$?\n");
        _ = pty.ReadUntil("code=130");
        pty.Type("exit\n");
        _ = shell.WaitForExit();
    }
}
