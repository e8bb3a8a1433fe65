using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Supervision;

namespace MiniInit.Tests.Supervision;

public sealed class SignalMeaningsTests
{
    [Fact]
    public void All_signals_have_the_meaning_that_is_documented()
    {
        Assert.Equal([2, 3, 15, 37], With(SignalMeaning.ShutDown));
        Assert.Equal([38], With(SignalMeaning.PowerOff));
        Assert.Equal([39], With(SignalMeaning.Reboot));
        Assert.Equal([1], With(SignalMeaning.Reload));
        Assert.Equal([10], With(SignalMeaning.ReopenLogs));
        Assert.Equal([12], With(SignalMeaning.DumpState));
        Assert.Equal([17], With(SignalMeaning.ChildChanged));
    }

    private static int[] With(SignalMeaning meaning) =>
        [.. Enumerable.Range(Signal.First, Signal.Last).Where(number => SignalMeanings.Of(new Signal(number)) == meaning)];
}
