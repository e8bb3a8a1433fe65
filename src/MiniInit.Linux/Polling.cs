using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Waits for a few descriptors of any kind, poll(2); also for regular files, which epoll(7) does not take.</summary>
public static unsafe class Polling
{
    /// <summary>Waits until one of the descriptors is ready.</summary>
    /// <param name="entries">What to wait for; its results are set.</param>
    /// <param name="timeoutMs">How long at most, in milliseconds; a signal may end it before. -1: without end.</param>
    /// <exception cref="SyscallException">There is no memory.</exception>
    public static void Wait(Span<PollEntry> entries, int timeoutMs = -1)
    {
        Libc.pollfd* polls = stackalloc Libc.pollfd[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            Readiness wanted = entries[i].Wanted;
            int events = (wanted.HasFlag(Readiness.Readable) ? Libc.POLLIN : 0) | (wanted.HasFlag(Readiness.Writable) ? Libc.POLLOUT : 0);

            // Not even hang-ups of one that nothing is wanted of: they would come for ever.
            polls[i] = new Libc.pollfd { fd = wanted == Readiness.None ? -1 : entries[i].Descriptor, events = (short)events };
        }

        while (Libc.poll(polls, (nuint)entries.Length, timeoutMs) < 0)
        {
            if (Errors.Last != Errno.EINTR)
            {
                throw SyscallException.FromLast("poll");
            }

            if (timeoutMs >= 0)
            {
                break; // how much of it is over is for the caller to say; of the results there is none
            }
        }

        for (int i = 0; i < entries.Length; i++)
        {
            int found = polls[i].revents;
            entries[i].Found = ((found & Libc.POLLOUT) != 0 ? Readiness.Writable : Readiness.None)
                | ((found & ~Libc.POLLOUT) != 0 ? Readiness.Readable : Readiness.None);
        }
    }
}

/// <summary>A descriptor that is waited for.</summary>
/// <param name="Descriptor">Its number.</param>
/// <param name="Wanted">Readable, writable, both, or none for now.</param>
public record struct PollEntry(int Descriptor, Readiness Wanted)
{
    /// <summary>What it is; an error and a hang-up count as readable.</summary>
    public Readiness Found { get; set; }
}
