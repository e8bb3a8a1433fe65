using System;
using System.Text;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999999Z")]
    [InlineData(951_782_399_999_999_999, "2000-02-28T23:59:59.999999Z")]
    [InlineData(951_782_400_000_001_000, "2000-02-29T00:00:00.000001Z")]
    [InlineData(OutputRig.Epoch, "2026-03-04T05:06:07.123456Z")]
    public void A_time_is_written_as_rfc_3339_has_it(long nanoseconds, string text) =>
        Assert.Equal(text, Text(new TimeText(), nanoseconds));

    [Fact]
    public void Any_time_is_what_the_calendar_says()
    {
        var random = new Random(1);
        var time = new TimeText();
        for (int i = 0; i < 20_000; i++)
        {
            long nanoseconds = random.NextInt64(-1_000_000_000_000_000_000, long.MaxValue);
            DateTime expected = DateTime.UnixEpoch.AddTicks((long)Math.Floor(nanoseconds / 1000.0m) * 10);
            Assert.Equal(expected.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"), Text(time, nanoseconds));
            Assert.Equal(TimeText.Length, time.Of(nanoseconds).Length);
        }
    }

    private static string Text(TimeText time, long nanoseconds) => Encoding.ASCII.GetString(time.Of(nanoseconds));
}
