using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Notifications;

namespace MiniInit.Core.Tests.Notifications;

public sealed class NotifyParserTests
{
    [Fact]
    public void Every_key_that_is_known_is_read()
    {
        NotifyMessage expected = new()
        {
            IsReady = true,
            IsReloading = true,
            IsStopping = true,
            Status = "half way, naïve = fine",
            MainPid = 4242,
            Errno = 2,
            ExitStatus = 7,
            Watchdog = WatchdogNote.Alive,
            WatchdogInterval = TimeSpan.FromSeconds(20),
            Extension = TimeSpan.FromMilliseconds(1.5),
            MonotonicTime = TimeSpan.FromSeconds(86_400.5),
        };
        Assert.Equal(expected, Parse(
            "READY=1\nRELOADING=1\nSTOPPING=1\nSTATUS=half way, naïve = fine\nMAINPID=4242\nERRNO=2\nEXIT_STATUS=7\n"
            + "WATCHDOG=1\nWATCHDOG_USEC=20000000\nEXTEND_TIMEOUT_USEC=1500\nMONOTONIC_USEC=86400500000\n"));
    }

    [Theory]
    [InlineData("READY=1")]
    [InlineData("READY=1\n")]
    [InlineData("READY=1\r\n")]
    [InlineData("\n\nREADY=1\n\n")]
    [InlineData("READY=1\0")]
    [InlineData("X_SOMETHING=2\nFDSTORE=1\nno assignment at all\n=\nREADY=1")]
    public void Line_ends_and_unknown_lines_do_not_matter(string text) =>
        Assert.Equal(new NotifyMessage { IsReady = true }, Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("READY=0")]
    [InlineData("READY=")]
    [InlineData("READY=11")]
    [InlineData(" READY=1")]
    [InlineData("READY =1")]
    [InlineData("ready=1")]
    [InlineData("XREADY=1")]
    [InlineData("READY=1 ")]
    public void What_is_nearly_a_line_says_nothing(string text) => Assert.Equal(NotifyMessage.Empty, Parse(text));

    [Theory]
    [InlineData("READY=1\0\n")]
    [InlineData("\0READY=1")]
    [InlineData("READY=1\nSTATUS=a\0b")]
    [InlineData("READY=1\0\0")]
    public void A_NUL_before_the_end_spoils_the_message(string text) => Assert.Equal(NotifyMessage.Empty, Parse(text));

    [Fact]
    public void The_first_of_several_values_counts_even_if_it_is_none()
    {
        Assert.Equal(
            new NotifyMessage { Status = "one", MainPid = 1 }, Parse("STATUS=one\nMAINPID=1\nSTATUS=two\nMAINPID=2"));
        Assert.Equal(NotifyMessage.Empty, Parse("MAINPID=x\nMAINPID=2"));
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("1", 1)]
    [InlineData("0042", 42)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", null)]
    [InlineData("99999999999999999999999999", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData(" 1", null)]
    [InlineData("1 ", null)]
    [InlineData("1.0", null)]
    [InlineData("0x10", null)]
    [InlineData("", null)]
    public void A_main_pid_is_a_number_from_1(string text, int? expected) =>
        Assert.Equal(expected, Parse($"MAINPID={text}").MainPid);

    [Theory]
    [InlineData("ERRNO=4095\nEXIT_STATUS=255", 4095, 255)]
    [InlineData("ERRNO=4096\nEXIT_STATUS=256", null, null)]
    [InlineData("ERRNO=0\nEXIT_STATUS=0", 0, 0)]
    public void Codes_keep_to_their_ranges(string text, int? errno, int? exitStatus) =>
        Assert.Equal(new NotifyMessage { Errno = errno, ExitStatus = exitStatus }, Parse(text));

    [Theory]
    [InlineData("1", WatchdogNote.Alive)]
    [InlineData("trigger", WatchdogNote.Trigger)]
    [InlineData("0", null)]
    [InlineData("", null)]
    public void The_watchdog_is_fed_or_triggered(string text, WatchdogNote? expected) =>
        Assert.Equal(new NotifyMessage { Watchdog = expected }, Parse($"WATCHDOG={text}"));

    [Fact]
    public void Spans_without_end_become_the_longest_and_such_instants_none()
    {
        NotifyMessage message = Parse(
            $"WATCHDOG_USEC={ulong.MaxValue}\nEXTEND_TIMEOUT_USEC=1{ulong.MaxValue}\nMONOTONIC_USEC={ulong.MaxValue}");
        Assert.Equal(
            new NotifyMessage { WatchdogInterval = NotifyLimits.LongestSpan, Extension = NotifyLimits.LongestSpan },
            message);
        Assert.Equal(TimeSpan.Zero, Parse("WATCHDOG_USEC=0").WatchdogInterval);
        Assert.Equal(
            TimeSpan.FromTicks(long.MaxValue / 10 * 10), Parse($"MONOTONIC_USEC={long.MaxValue / 10}").MonotonicTime);
    }

    [Fact]
    public void A_status_is_text_whatever_its_bytes()
    {
        Assert.Equal("", Parse("STATUS=").Status);
        Assert.Equal("a=b STATUS=c\u001B[2J", Parse("STATUS=a=b STATUS=c\u001B[2J").Status);
        Assert.Equal("x\uFFFDy", NotifyParser.Parse([.. "STATUS=x"u8, 0xFF, (byte)'y']).Status);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("x€€")]
    [InlineData("😀")]
    public void A_long_status_is_cut_between_two_characters(string piece)
    {
        string whole = string.Concat(Enumerable.Repeat(piece, 8000));
        string status = Parse($"STATUS={whole}\nREADY=1").Status!;
        Assert.StartsWith(status, whole, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(status), NotifyLimits.StatusBytes - 3, NotifyLimits.StatusBytes);
        Assert.True(Parse($"STATUS={whole}\nREADY=1").IsReady);
    }

    [Fact]
    public void A_status_of_broken_bytes_alone_is_cut_as_well()
    {
        byte[] broken = [.. "STATUS="u8, .. Enumerable.Repeat((byte)0x80, 9000)];
        string status = NotifyParser.Parse(broken).Status!;
        Assert.InRange(status.Length, NotifyLimits.StatusBytes - 3, NotifyLimits.StatusBytes);
    }

    [Theory]
    [InlineData("BARRIER=1", true, false)]
    [InlineData("BARRIER=1\n", true, false)]
    [InlineData("READY=1\nBARRIER=1", false, true)]
    [InlineData("BARRIER=0", false, false)]
    public void A_barrier_stands_alone(string text, bool isBarrier, bool isReady) =>
        Assert.Equal(new NotifyMessage { IsBarrier = isBarrier, IsReady = isReady }, Parse(text));

    [Fact]
    public void No_bytes_are_too_bad_and_lines_can_be_in_any_order()
    {
        string[] pieces =
        [
            "READY=1", "STATUS=", "STATUS=ok", "MAINPID=", "MAINPID=12", "WATCHDOG=", "WATCHDOG_USEC=", "ERRNO=",
            "BARRIER=1", "EXTEND_TIMEOUT_USEC=", "MONOTONIC_USEC=", "18446744073709551615", "18446744073709551616",
            "-", "=", "\0", "\r", "\n",
        ];
        Gen<byte[]> bytes = Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>().Select(some => some ?? []),
            Gen.Elements(pieces).ListOf().Select(some => Encoding.UTF8.GetBytes(string.Concat(some))),
            Gen.Elements(pieces).ListOf().Select(some => Encoding.UTF8.GetBytes(string.Join('\n', some))));
        Property.Holds(bytes, some =>
        {
            NotifyMessage message = NotifyParser.Parse(some);
            Assert.InRange(message.MainPid ?? 1, 1, int.MaxValue);
            Assert.InRange(message.WatchdogInterval ?? TimeSpan.Zero, TimeSpan.Zero, NotifyLimits.LongestSpan);
            Assert.InRange(message.Extension ?? TimeSpan.Zero, TimeSpan.Zero, NotifyLimits.LongestSpan);
            Assert.InRange(message.MonotonicTime ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue);
            if (!some.Contains((byte)0))
            {
                NotifyMessage more = NotifyParser.Parse([.. some, .. "\nREADY=1"u8]);
                Assert.Equal(message with { IsReady = true, IsBarrier = false }, more);
            }
        });
    }

    private static NotifyMessage Parse(string text) => NotifyParser.Parse(Encoding.UTF8.GetBytes(text));
}
