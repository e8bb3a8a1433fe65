using MiniInit.Core.Values;
using MiniInit.ExecMode;

namespace MiniInit.Tests.ExecMode;

public sealed class SignalRewritesTests
{
    [Fact]
    public void Without_rewrites_every_signal_stays_what_it_is()
    {
        var rewrites = new SignalRewrites();
        for (int number = Signal.First; number <= Signal.Last; number++)
        {
            Assert.False(rewrites.Has(new Signal(number)));
            Assert.Equal(new Signal(number), rewrites.Apply(new Signal(number)));
        }
    }

    [Theory]
    [InlineData("TERM:QUIT", 15, 3)]
    [InlineData("15:3", 15, 3)]
    [InlineData("SIGTERM:sigquit", 15, 3)]
    [InlineData("1:64", 1, 64)]
    [InlineData("RTMAX:RTMIN+3", 64, 37)]
    [InlineData("TERM:0", 15, 0)]
    [InlineData("TERM:TERM", 15, 15)]
    public void Each_form_rewrites_its_signal_and_no_other(string text, int from, int to)
    {
        var rewrites = new SignalRewrites();
        Assert.True(rewrites.TryAdd(text));
        for (int number = Signal.First; number <= Signal.Last; number++)
        {
            var signal = new Signal(number);
            Assert.Equal(number == from, rewrites.Has(signal));
            Assert.Equal(number == from ? to : number, rewrites.Apply(signal)?.Number ?? 0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("TERM")]
    [InlineData("TERM:")]
    [InlineData(":TERM")]
    [InlineData("0:TERM")]
    [InlineData("TERM:65")]
    [InlineData("65:TERM")]
    [InlineData("TERM:-1")]
    [InlineData("TERM:00")]
    [InlineData("TERM:QUIT:INT")]
    [InlineData("TERM: QUIT")]
    [InlineData("TERM QUIT")]
    [InlineData("NOPE:TERM")]
    public void Anything_else_is_refused_and_changes_nothing(string text)
    {
        var rewrites = new SignalRewrites();
        Assert.False(rewrites.TryAdd(text));
        Assert.False(rewrites.Has(Signal.Term));
    }

    [Fact]
    public void The_last_one_of_a_signal_counts()
    {
        var rewrites = new SignalRewrites();
        Assert.True(rewrites.TryAdd("TERM:0"));
        Assert.True(rewrites.TryAdd("TERM:INT"));
        Assert.Equal(Signal.Interrupt, rewrites.Apply(Signal.Term));
    }
}
