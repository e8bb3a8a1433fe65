using System;
using MiniInit.Control.Queries;
using MiniInit.Linux;

namespace MiniInit.Tests.Control;

/// <summary>What is remembered of a machine that is suspended more often than there is room for.</summary>
public sealed class SuspensionsTests : IDisposable
{
    private const int Nights = 500;

    /// <summary>Beyond what this machine was suspended for, so that a look at it finds nothing new.</summary>
    private readonly TimeSpan _before = BootClock.Now - MonotonicClock.Now + TimeSpan.FromDays(1);

    public SuspensionsTests() => Suspensions.Resume([]);

    public void Dispose() => Suspensions.Resume([]);

    [Theory]
    [InlineData(8, 8)]
    [InlineData(8, 1)]
    public void However_many_there_were_the_error_is_a_small_part_of_all(int even, int odd)
    {
        TimeSpan[] total = new TimeSpan[Nights + 1];
        Suspensions.Note(default, _before);
        for (int night = 1; night <= Nights; night++)
        {
            total[night] = total[night - 1] + TimeSpan.FromHours(night % 2 == 0 ? even : odd);
            Suspensions.Note(TimeSpan.FromDays(night), _before + total[night]);
        }

        for (int night = 0; night <= Nights; night++)
        {
            TimeSpan since = Suspensions.Since(TimeSpan.FromDays(night) + TimeSpan.FromHours(1));
            Assert.InRange(since - (total[Nights] - total[night]), TimeSpan.Zero, total[Nights] / 40);
        }
    }

    [Fact]
    public void As_long_as_there_is_room_there_is_no_error()
    {
        Suspensions.Note(default, _before);
        for (int night = 1; night <= 60; night++)
        {
            Suspensions.Note(TimeSpan.FromDays(night), _before + TimeSpan.FromHours(night));
        }

        for (int night = 0; night <= 60; night++)
        {
            Assert.Equal(TimeSpan.FromHours(60 - night), Suspensions.Since(TimeSpan.FromDays(night) + TimeSpan.FromHours(1)));
        }
    }
}
