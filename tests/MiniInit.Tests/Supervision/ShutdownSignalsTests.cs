using System;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Supervision;

namespace MiniInit.Tests.Supervision;

public sealed class ShutdownSignalsTests
{
    [Theory]
    [InlineData("0", "new")]
    [InlineData("0 0", "new same")]
    [InlineData("0 999", "new same")]
    [InlineData("0 1000", "new new")]
    [InlineData("0 9999 20000", "new new new")]
    [InlineData("0 600000", "new new")]
    [InlineData("0 3000 3999", "new new same")]
    [InlineData("0 3000 4000", "new new new")]
    [InlineData("0 2000 4000 6000", "new new new new")]
    [InlineData("0 1 2 3 1001 1002", "new same same same new same")]
    public void Only_what_comes_a_second_after_the_one_before_is_asked_again(string milliseconds, string verdicts)
    {
        foreach (TimeSpan begin in new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1000) })
        {
            var signals = new ShutdownSignals();
            Assert.Equal(verdicts, string.Join(' ', milliseconds.Split(' ')
                .Select(at => signals.IsNew(begin + TimeSpan.FromMilliseconds(int.Parse(at))) ? "new" : "same")));
        }
    }

    /// <summary>A window that each of them began anew would never let a steady sender through.</summary>
    [Fact]
    public void Duplicates_do_not_put_off_the_next_one()
    {
        var signals = new ShutdownSignals();
        Assert.Equal([0, 10, 20], Enumerable.Range(0, 30).Where(i => signals.IsNew(TimeSpan.FromMilliseconds(100 * i))));
    }
}
