using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>Calls on plain descriptors that bound their wait or repeat after an interruption.</summary>
internal static unsafe class Descriptor
{
    private const int EINTR = 4;

    internal static int Open(string path, int flags)
    {
        int descriptor = LibC.open(path, flags | LibC.O_CLOEXEC | LibC.O_NOCTTY);
        return descriptor >= 0 ? descriptor : throw BenchException.FromErrno($"open \"{path}\"");
    }

    /// <summary>Waits until the descriptor is readable or at its end; false when the time is over.</summary>
    internal static bool WaitReadable(int descriptor, long timeout)
    {
        long deadline = Clock.Now() + timeout;
        while (true)
        {
            var entry = new LibC.PollEntry { fd = descriptor, events = LibC.POLLIN };
            long left = Math.Max(0, deadline - Clock.Now());
            int ready = LibC.poll(&entry, 1, (int)((left + Clock.Millisecond - 1) / Clock.Millisecond));
            if (ready >= 0 || Marshal.GetLastPInvokeError() != EINTR)
            {
                return ready > 0;
            }
        }
    }

    /// <summary>Waits for either without a limit; true when the first is readable.</summary>
    internal static bool WaitFirst(int first, int second)
    {
        var entries = stackalloc LibC.PollEntry[2];
        entries[0] = new LibC.PollEntry { fd = first, events = LibC.POLLIN };
        entries[1] = new LibC.PollEntry { fd = second, events = LibC.POLLIN };
        while (LibC.poll(entries, 2, -1) < 0 && Marshal.GetLastPInvokeError() == EINTR)
        {
        }

        return entries[0].revents != 0;
    }

    /// <summary>Writes all of it; a closed pipe or terminal is not an error here: the reader is gone.</summary>
    internal static void Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            fixed (byte* start = bytes)
            {
                nint written = LibC.write(descriptor, start, bytes.Length);
                if (written < 0 && Marshal.GetLastPInvokeError() != EINTR)
                {
                    return;
                }

                bytes = bytes[(int)Math.Max(0, written)..];
            }
        }
    }
}
