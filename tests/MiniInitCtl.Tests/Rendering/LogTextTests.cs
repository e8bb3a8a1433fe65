using System.Text;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Rendering;

/// <summary>The output of jobs.</summary>
public sealed class LogTextTests
{
    [Fact]
    public void A_terminal_is_never_steered()
    {
        LogLine line = new("web", "", 0, "a\tb\u001b]0;title\u0007\u202e\r", null, IsPiece: false);
        Assert.Equal("a\tb\\u001B]0;title\\u0007\\u202E\\u000D\n", Of(new LogText(isForTerminal: true, withNames: false, withTimes: false), line));
    }

    [Fact]
    public void A_program_gets_the_very_bytes()
    {
        LogText text = new(isForTerminal: false, withNames: false, withTimes: false);
        byte[] raw = [0x1b, 0xff, 0x00, (byte)'x'];
        Assert.Equal([.. raw, (byte)'\n'], text.Of([new LogLine("web", "", 0, "?", raw, IsPiece: false)]).ToArray());
        Assert.Equal("\u001b[1mé\n", Of(text, new LogLine("web", "", 0, "\u001b[1mé", null, IsPiece: false)));
    }

    [Fact]
    public void Lines_tell_whose_they_are_and_when_they_came()
    {
        LogText text = new(isForTerminal: true, withNames: true, withTimes: true);
        Assert.Equal(
            $"{Ago.Iso(5_000_000)} getty (tty1) | login\n",
            Of(text, new LogLine("getty", "tty1", 5_000_000, "login", null, IsPiece: false)));
    }

    [Fact]
    public void A_named_instance_is_always_told() => Assert.Equal(
        "getty (tty1) | login\n",
        Of(new LogText(isForTerminal: true, withNames: false, withTimes: false), new LogLine("getty", "tty1", 0, "login", null, IsPiece: false)));

    [Fact]
    public void Pieces_of_a_line_are_one_line()
    {
        LogText text = new(isForTerminal: true, withNames: true, withTimes: false);
        Assert.Equal("web | a", Of(text, Piece("web", "a")));
        Assert.Equal("b", Of(text, Piece("web", "b")));
        Assert.Equal("c\nweb | d\n", Of(text, Line("web", "c"), Line("web", "d")));
    }

    [Fact]
    public void A_line_of_another_job_does_not_continue_a_piece()
    {
        LogText text = new(isForTerminal: true, withNames: true, withTimes: false);
        Assert.Equal("web | a\ndb | x\nweb | b\n", Of(text, Piece("web", "a"), Line("db", "x"), Line("web", "b")));
    }

    private static LogLine Line(string job, string text) => new(job, "", 0, text, null, IsPiece: false);

    private static LogLine Piece(string job, string text) => new(job, "", 0, text, null, IsPiece: true);

    private static string Of(LogText text, params LogLine[] lines) => Encoding.UTF8.GetString(text.Of(lines));
}
