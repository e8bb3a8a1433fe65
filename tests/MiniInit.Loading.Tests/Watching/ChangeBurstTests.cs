using System;
using MiniInit.Loading.Watching;

namespace MiniInit.Loading.Tests.Watching;

public sealed class ChangeBurstTests
{
    private readonly ChangeBurst _burst = new();

    [Fact]
    public void Without_changes_there_is_no_end()
    {
        Assert.Null(_burst.End);
        Assert.False(_burst.TryEnd(TimeSpan.MaxValue));
    }

    [Fact]
    public void A_burst_ends_a_quiet_moment_after_its_last_change()
    {
        _burst.Note(At(1000));
        Assert.Equal(At(1250), _burst.End);
        _burst.Note(At(1200));
        Assert.Equal(At(1450), _burst.End);
        Assert.False(_burst.TryEnd(At(1449)));
        Assert.True(_burst.TryEnd(At(1450)));
        Assert.Null(_burst.End);
        Assert.False(_burst.TryEnd(At(1451)));
    }

    [Fact]
    public void Changes_without_a_pause_cannot_put_the_end_off_for_ever()
    {
        for (int now = 1000; now < 3000; now += 100)
        {
            Assert.False(_burst.TryEnd(At(now)));
            _burst.Note(At(now));
        }

        Assert.Equal(At(3000), _burst.End);
        Assert.True(_burst.TryEnd(At(3000)));
        _burst.Note(At(3001));
        Assert.Equal(At(3251), _burst.End);
    }

    private static TimeSpan At(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
