using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The memory in which the garbage collector keeps objects.</summary>
public static unsafe class CollectedHeap
{
    private const int MadvDontFork = 10;

    /// <summary>
    /// Has children be cloned without it, madvise(2) MADV_DONTFORK: until its exec a child runs nothing that is managed, and what it
    /// has of ours the kernel copies, page table by page table at the clone, page by page when we write afterwards. A kernel that
    /// refuses does the copying. What the collector gives back and takes again later is copied, too, unless it is asked again.
    /// </summary>
    /// <param name="start">Where what the collector has reserved begins.</param>
    /// <param name="end">Where it ends.</param>
    public static void KeepFromChildren(byte* start, byte* end)
    {
        if (end > start)
        {
            _ = Libc.madvise(start, (nuint)(end - start), MadvDontFork);
        }
    }
}
