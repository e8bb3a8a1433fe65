using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class SignalTests
{
    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("SIGTERM", 15)]
    [InlineData("sigterm", 15)]
    [InlineData("Term", 15)]
    [InlineData("15", 15)]
    [InlineData("015", 15)]
    [InlineData("1", 1)]
    [InlineData("64", 64)]
    [InlineData("32", 32)]
    [InlineData("HUP", 1)]
    [InlineData("KILL", 9)]
    [InlineData("STKFLT", 16)]
    [InlineData("CHLD", 17)]
    [InlineData("CLD", 17)]
    [InlineData("IO", 29)]
    [InlineData("SIGPOLL", 29)]
    [InlineData("IOT", 6)]
    [InlineData("UNUSED", 31)]
    [InlineData("SYS", 31)]
    [InlineData("RTMIN", 34)]
    [InlineData("RTMIN+0", 34)]
    [InlineData("SIGRTMIN+3", 37)]
    [InlineData("rtmin+30", 64)]
    [InlineData("RTMAX", 64)]
    [InlineData("RTMAX-0", 64)]
    [InlineData("SIGRTMAX-1", 63)]
    [InlineData("RTMAX-30", 34)]
    public void Every_form_is_read(string text, int number)
    {
        Assert.True(Signal.TryParse(text, out Signal signal));
        Assert.Equal(number, signal.Number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("-1")]
    [InlineData("+15")]
    [InlineData(" 15")]
    [InlineData("15 ")]
    [InlineData("1.5")]
    [InlineData("0x0f")]
    [InlineData("99999999999999999999")]
    [InlineData("SIG")]
    [InlineData("SIG15")]
    [InlineData("SIGSIGTERM")]
    [InlineData("TERM ")]
    [InlineData("TERM\0")]
    [InlineData("NOPE")]
    [InlineData("\u017figterm")] // a long s, whose capital is S
    [InlineData("１５")] // digits, but not ASCII ones
    [InlineData("RT")]
    [InlineData("RTM")]
    [InlineData("RTMIX")]
    [InlineData("RTMIN+")]
    [InlineData("RTMIN3")]
    [InlineData("RTMIN-1")]
    [InlineData("RTMIN++3")]
    [InlineData("RTMIN+-3")]
    [InlineData("RTMIN+31")]
    [InlineData("RTMIN+2147483647")]
    [InlineData("RTMIN+4294967298")]
    [InlineData("RTMAX+1")]
    [InlineData("RTMAX-31")]
    [InlineData("RTMAX-2147483647")]
    public void Anything_else_is_refused(string? text) => Assert.False(Signal.TryParse(text, out _));

    [Fact]
    public void A_very_long_text_is_refused() => Assert.False(Signal.TryParse("RTMIN+" + new string('9', 1_000_000), out _));

    [Theory]
    [InlineData(1, "HUP")]
    [InlineData(15, "TERM")]
    [InlineData(29, "IO")]
    [InlineData(31, "SYS")]
    [InlineData(32, "32")]
    [InlineData(33, "33")]
    [InlineData(34, "RTMIN")]
    [InlineData(37, "RTMIN+3")]
    [InlineData(64, "RTMIN+30")]
    [InlineData(0, "0")]
    [InlineData(65, "65")]
    [InlineData(-1, "-1")]
    public void Name_is_the_short_one_or_the_number(int number, string name)
    {
        Assert.Equal(name, new Signal(number).Name);
        Assert.Equal(name, new Signal(number).ToString());
    }

    [Fact]
    public void Every_name_is_read_back_as_its_number()
    {
        for (int number = Signal.First; number <= Signal.Last; number++)
        {
            Assert.True(Signal.TryParse(new Signal(number).Name, out Signal signal));
            Assert.Equal(number, signal.Number);
        }
    }

    [Fact]
    public void Every_signal_has_a_name_of_its_own()
    {
        IEnumerable<string> names = Enumerable.Range(Signal.First, Signal.Last).Select(n => new Signal(n).Name);
        Assert.Equal(Signal.Last, names.Distinct().Count());
    }

    [Fact]
    public void Named_properties_are_the_signals_of_their_names()
    {
        Assert.Equal(
            ["HUP", "INT", "KILL", "PIPE", "TERM", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU"],
            new[]
            {
                Signal.Hup, Signal.Interrupt, Signal.Kill, Signal.Pipe, Signal.Term, Signal.Chld, Signal.Cont, Signal.Stop,
                Signal.Tstp, Signal.Ttin, Signal.Ttou,
            }.Select(s => s.Name));
    }
}
