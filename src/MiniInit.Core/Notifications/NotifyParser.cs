using System;
using System.Buffers.Text;
using System.Text;

namespace MiniInit.Core.Notifications;

/// <summary>Reads messages of sd_notify(3), whoever wrote them: nothing in one is an error.</summary>
/// <remarks>
/// As systemd reads them: assignments in lines, unknown ones left out, the first of several to one key counts even
/// if its value is none, and a message with a NUL before its end says nothing at all. Unlike there, what comes
/// together with <c>BARRIER=1</c> counts: programs send READY and the barrier in one.
/// </remarks>
public static class NotifyParser
{
    private const int HighestErrno = 4095; // the kernel's MAX_ERRNO
    private const int HighestExitStatus = 255;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The datagram.</param>
    public static NotifyMessage Parse(ReadOnlySpan<byte> message)
    {
        message = message is [.., 0] ? message[..^1] : message;
        if (message.Contains((byte)0))
        {
            return NotifyMessage.Empty;
        }

        return new NotifyMessage
        {
            IsReady = HasLine(message, "READY=1"u8),
            IsReloading = HasLine(message, "RELOADING=1"u8),
            IsStopping = HasLine(message, "STOPPING=1"u8),
            IsBarrier = message.Trim("\r\n"u8).SequenceEqual("BARRIER=1"u8),
            Status = TryFind(message, "STATUS="u8, out ReadOnlySpan<byte> status) ? Text(status) : null,
            MainPid = Number(message, "MAINPID="u8, 1, int.MaxValue),
            Errno = Number(message, "ERRNO="u8, 0, HighestErrno),
            ExitStatus = Number(message, "EXIT_STATUS="u8, 0, HighestExitStatus),
            Watchdog = Watchdog(message),
            WatchdogInterval = Span(message, "WATCHDOG_USEC="u8),
            Extension = Span(message, "EXTEND_TIMEOUT_USEC="u8),
            MonotonicTime = Instant(message, "MONOTONIC_USEC="u8),
        };
    }

    private static bool HasLine(ReadOnlySpan<byte> message, ReadOnlySpan<byte> wanted)
    {
        foreach (Range line in message.SplitAny("\r\n"u8))
        {
            if (message[line].SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryFind(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        foreach (Range line in message.SplitAny("\r\n"u8))
        {
            if (message[line].StartsWith(key))
            {
                value = message[line][key.Length..];
                return true;
            }
        }

        value = default;
        return false;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        int length = Math.Min(bytes.Length, NotifyLimits.StatusBytes);
        for (int back = 0; back < 3 && length < bytes.Length && (bytes[length] & 0xC0) == 0x80; back++)
        {
            length--; // a character that is cut in two is left out as a whole
        }

        return Encoding.UTF8.GetString(bytes[..length]);
    }

    private static ulong? Digits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key) =>
        TryFind(message, key, out ReadOnlySpan<byte> text) && !text.IsEmpty
        && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? Utf8Parser.TryParse(text, out ulong number, out _) ? number : ulong.MaxValue
            : null;

    private static int? Number(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key, int least, int most) =>
        Digits(message, key) is { } number && number >= (ulong)least && number <= (ulong)most ? (int)number : null;

    private static TimeSpan? Span(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key) =>
        Digits(message, key) is not { } microseconds ? null
        : microseconds >= (ulong)NotifyLimits.LongestSpan.TotalMicroseconds ? NotifyLimits.LongestSpan
        : TimeSpan.FromTicks((long)microseconds * TimeSpan.TicksPerMicrosecond);

    private static TimeSpan? Instant(ReadOnlySpan<byte> message, ReadOnlySpan<byte> key) =>
        Digits(message, key) is { } microseconds && microseconds <= long.MaxValue / TimeSpan.TicksPerMicrosecond
            ? TimeSpan.FromTicks((long)microseconds * TimeSpan.TicksPerMicrosecond)
            : null;

    private static WatchdogNote? Watchdog(ReadOnlySpan<byte> message) =>
        !TryFind(message, "WATCHDOG="u8, out ReadOnlySpan<byte> value) ? null
        : value.SequenceEqual("1"u8) ? WatchdogNote.Alive
        : value.SequenceEqual("trigger"u8) ? WatchdogNote.Trigger
        : null;
}
