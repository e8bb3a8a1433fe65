using System;
using System.Collections.Generic;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.DropIn;

/// <summary>dumb-init's cases on a terminal: D21–D23.</summary>
public sealed class DumbInitTerminalTests : IDisposable
{
    private const string EndOfInput = "\x04";

    private readonly Named _dumbInit = new("dumb-init");
    private readonly Pty _terminal = Pty.Open();

    public static TheoryData<bool, bool> Modes => DumbInitModes.All;

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public void D21_tty(string session)
    {
        _terminal.BePlain();
        using Running dumbInit = _terminal.Start(
            [_dumbInit.Path, "tac"], new Dictionary<string, string> { ["DUMB_INIT_SETSID"] = session });
        _terminal.Type($"1\n2\n3\n{EndOfInput}{EndOfInput}");
        Assert.Equal("3\n2\n1\n", _terminal.ReadUntil("1\n"));
        Assert.Equal(0, dumbInit.WaitForExit());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void D22_child_gets_controlling_tty_if_we_had_one(bool debug, bool session)
    {
        Needs.Program("bash");
        using Running dumbInit = _terminal.Start(
            ["env", .. DumbInitModes.Variables(debug, session), _dumbInit.Path, "bash", "-m"]);

        // Written so that what the terminal repeats of it is not what is waited for.
        _terminal.Type("echo \"flags\" \"are: [[$-]]\"\n");
        _ = _terminal.ReadUntil("flags are: [[");
        Assert.Contains('m', _terminal.ReadUntil("]]"));
        _terminal.Type("exit 0\n");
        Assert.Equal(0, dumbInit.WaitForExit());
        Assert.DoesNotContain("no job control", _terminal.Output);
    }

    [Fact]
    public void D23_sighup_sigcont_ignored_if_was_session_leader()
    {
        using Running dumbInit = _terminal.Start(_dumbInit.Path, "-v", "sleep", "1000");
        _ = _terminal.ReadUntil("Ignoring tty hand-off signal 18.");
        Assert.Contains("Ignoring tty hand-off signal 1.", _terminal.Output);
        dumbInit.Signal(1);
        _ = _terminal.ReadUntil("Forwarded signal 1 to children.");
        Assert.Equal(129, dumbInit.WaitForExit());
        Assert.DoesNotContain("Forwarded signal 18", _terminal.Output);
    }

    [Fact]
    public void Command_leads_the_terminals_session_in_session_mode()
    {
        using Running dumbInit = _terminal.Start(_dumbInit.Path, "sh", "-c", "echo pid $$.; read line");
        _ = _terminal.ReadUntil("pid ");
        int command = int.Parse(_terminal.ReadUntil(".")[..^1]);
        Assert.Equal(command, _terminal.Session);
        Assert.Equal(command, _terminal.ForegroundGroup);
        _terminal.Type("\n");
        Assert.Equal(0, dumbInit.WaitForExit());
    }

    public void Dispose()
    {
        _terminal.Dispose();
        _dumbInit.Dispose();
    }
}
