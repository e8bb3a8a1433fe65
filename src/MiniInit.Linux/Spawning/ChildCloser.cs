using System.Runtime.InteropServices;
using System.Threading;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>The child that closes descriptors in our table. What holds for ChildProcess holds here.</summary>
internal static unsafe class ChildCloser
{
    [UnmanagedCallersOnly]
    internal static int Run(void* argument)
    {
        var block = (ClosingBlock*)argument;
        for (int i = Interlocked.Increment(ref block->Claimed) - 1; i < block->Count;
            i = Interlocked.Increment(ref block->Claimed) - 1)
        {
            _ = ChildLibc.close(block->Numbers[i]);
        }

        ChildLibc._exit(0);
        return 0;
    }

    /// <summary>What is to be closed, in memory that all closers of it share: each number is claimed once.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ClosingBlock
    {
        /// <summary>How many numbers are some closer's. What lies behind <see cref="Count"/> is no one's.</summary>
        internal int Claimed;
        internal int Count;
        internal fixed int Numbers[PassedDescriptors.AtOnce];
    }
}
