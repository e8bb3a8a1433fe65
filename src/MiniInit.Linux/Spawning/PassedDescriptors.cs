using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using MiniInit.Linux.LibC;
using static MiniInit.Linux.Spawning.ChildCloser;

namespace MiniInit.Linux.Spawning;

// The model
//
//   Whoever can send to a Unix socket can pass descriptors, and what was received must be closed.
//
// The constraints
//
//   - close(2) waits where the file likes: FUSE asks its daemon, without end, and not even SIGKILL helps; NFS writes
//     what is left; a socket may linger, or hold such files in its queue. Nothing but a pipe is above suspicion.
//   - fstat(2) asks a FUSE daemon too, so it cannot tell the kinds apart. F_GETPIPE_SZ asks nobody.
//   - A number that is open while a job is started is closed by that job's exec, which would hang then. So numbers leave
//     our table before we go on. close(2) frees the number first and waits then.
//
// The scheme
//
//   1. A child that shares our table (CLONE_FILES) closes them. It claims each number, in shared memory, before it
//      closes it, so that a second child can go on behind one that hangs and no number is closed twice.
//   2. We wait until the numbers are gone, or for a short while; we open nothing meanwhile, so no number is used again.
//   3. What no child has claimed then is claimed back, stays open and is tried again later.
//   4. While too many hang, messages are received without their descriptors, which the kernel drops: that calls no flush.

/// <summary>Closes what strangers have passed to us, without waiting for them.</summary>
/// <remarks>For the one thread that receives. The table of descriptors is the process's, and so this is static.</remarks>
public static unsafe class PassedDescriptors
{
    /// <summary>How many a batch has at most: as many as come with one message, the kernel's SCM_MAX_FD.</summary>
    internal const int AtOnce = 253;

    /// <summary>How many children may hang at once: each is a process that nobody can kill.</summary>
    private const int Children = 32;

    /// <summary>How many that no child could be made for stay open before no more are taken.</summary>
    private const int Kept = 64;

    /// <summary>How long a child may make no progress before another one helps it, in nanoseconds: 10 ms.</summary>
    private const long Patience = 10_000_000;

    /// <summary>How long a batch may take, in nanoseconds: 200 ms.</summary>
    private const long Longest = 200_000_000;

    /// <summary>How often we give way before we sleep for a millisecond: most children are done by then.</summary>
    private const int Yields = 200;

    private static readonly List<int> s_children = [];
    private static readonly List<int> s_kept = [];

    /// <summary>
    /// Those that are open still. A program that takes our place keeps them: its exec would close them in our name, and wait as
    /// long as they like.
    /// </summary>
    public static IReadOnlyList<int> Open => s_kept;

    /// <summary>The children that close some.</summary>
    public static IReadOnlyList<int> Closers => s_children;

    /// <summary>Takes over those of who was this process before an exec.</summary>
    /// <param name="open">What is still to be closed.</param>
    /// <param name="closers">The children that close.</param>
    public static void Adopt(IEnumerable<int> open, IEnumerable<int> closers)
    {
        s_kept.AddRange(open);
        s_children.AddRange(closers);
    }

    /// <summary>Whether there are means to close more of them. Those that are kept are tried again.</summary>
    internal static bool TakeMore()
    {
        CloseKept();
        return s_children.Count < Children && s_kept.Count < Kept;
    }

    /// <summary>Closes a descriptor later, with <see cref="CloseKept"/>, or now if that cannot wait for anyone.</summary>
    internal static void Add(int fd)
    {
        // Without native code (unit tests) there is no child.
        if (RuntimeFeature.IsDynamicCodeSupported || Libc.fcntl(fd, Libc.F_GETPIPE_SZ, 0) > 0)
        {
            _ = Libc.close(fd);
        }
        else
        {
            s_kept.Add(fd);
        }
    }

    /// <summary>Closes what was added.</summary>
    internal static void CloseKept()
    {
        if (s_kept.Count == 0 || s_children.Count >= Children)
        {
            return;
        }

        nuint size = (nuint)sizeof(ClosingBlock);
        var block = (ClosingBlock*)Libc.mmap(
            null, size, Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_SHARED | Libc.MAP_ANONYMOUS, -1, 0);
        if ((nint)block == -1)
        {
            return;
        }

        block->Count = Math.Min(s_kept.Count, AtOnce);
        for (int i = 0; i < block->Count; i++)
        {
            block->Numbers[i] = s_kept[i];
        }

        long end = MonotonicClock.NowNanoseconds + Longest;
        while (TryStart(block) && !AreGone(block, end))
        {
        }

        s_kept.RemoveRange(0, Math.Min(Interlocked.Exchange(ref block->Claimed, block->Count), block->Count));
        _ = Libc.munmap(block, size);
    }

    /// <summary>To be told of each child that was reaped.</summary>
    /// <param name="pid">Whose.</param>
    /// <returns>Whether it was one that closed descriptors.</returns>
    public static bool Forget(int pid) => s_children.Remove(pid);

    /// <summary>Whether a child of ours is one that closes descriptors.</summary>
    /// <param name="pid">Its process id.</param>
    public static bool Knows(int pid) => s_children.Contains(pid);

    private static bool TryStart(ClosingBlock* block)
    {
        int pid = s_children.Count < Children ? ChildClone.Start(&Run, block, Libc.CLONE_FILES, null) : -1;
        if (pid > 0)
        {
            s_children.Add(pid);
        }

        return pid > 0;
    }

    /// <summary>Waits until the numbers are free or the time is over.</summary>
    /// <returns>False when a child hangs and there are numbers that it has not claimed.</returns>
    private static bool AreGone(ClosingBlock* block, long end)
    {
        int claimed = 0;
        long since = MonotonicClock.NowNanoseconds;
        for (int round = 0; true; round++)
        {
            int before = claimed;
            claimed = Math.Min(Volatile.Read(ref block->Claimed), block->Count);
            long now = MonotonicClock.NowNanoseconds;
            since = claimed == before ? since : now;
            if (now > end || (claimed == block->Count && !AnyIsOpen(block)))
            {
                return true;
            }

            // When all are claimed, the last ones are about to be closed, and a second child could not help.
            if (now - since > Patience && claimed < block->Count)
            {
                return false;
            }

            _ = round < Yields ? Libc.sched_yield() : Libc.poll(null, 0, 1);
        }
    }

    private static bool AnyIsOpen(ClosingBlock* block)
    {
        for (int i = block->Count - 1; i >= 0; i--)
        {
            if (Libc.fcntl(block->Numbers[i], Libc.F_GETFD, 0) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
