using System;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Supervision;

namespace MiniInit.Tests.Supervision;

public sealed class ShutdownSignalsTests
{
    [Theory]
    [InlineData("0", "Begin")]
    [InlineData("0 0", "Begin Duplicate")]
    [InlineData("0 999", "Begin Duplicate")]
    [InlineData("0 1000", "Begin Again")]
    [InlineData("0 9999 20000", "Begin Again Again")]
    [InlineData("0 600000", "Begin Again")]
    [InlineData("0 3000 3999", "Begin Again Duplicate")]
    [InlineData("0 3000 4000", "Begin Again Again")]
    [InlineData("0 2000 4000 6000", "Begin Again Again Again")]
    [InlineData("0 1 2 3 1001 1002", "Begin Duplicate Duplicate Duplicate Again Duplicate")]
    public void Only_what_comes_a_second_after_the_one_before_is_asked_again(string milliseconds, string verdicts)
    {
        foreach (TimeSpan begin in new[] { TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(1000) })
        {
            var signals = new ShutdownSignals();
            Assert.Equal(verdicts, string.Join(' ', milliseconds.Split(' ')
                .Select(at => signals.Judge(begin + TimeSpan.FromMilliseconds(int.Parse(at))))));
        }
    }

    /// <summary>A window that each of them began anew would never let a steady sender through.</summary>
    [Fact]
    public void Duplicates_do_not_put_off_the_next_one()
    {
        var signals = new ShutdownSignals();
        ShutdownVerdict[] verdicts =
            [.. Enumerable.Range(0, 30).Select(i => signals.Judge(TimeSpan.FromMilliseconds(100 * i)))];
        Assert.Equal([0, 10, 20], Enumerable.Range(0, 30).Where(i => verdicts[i] != ShutdownVerdict.Duplicate));
    }
}
