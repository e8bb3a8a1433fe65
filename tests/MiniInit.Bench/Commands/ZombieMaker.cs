using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>
/// The parent that dies: <c>--leave-zombies COUNT</c> starts processes that end at once, reaps none of them and ends.
/// They share its memory while they live (as with vfork), which is the quickest way to make them.
/// </summary>
internal static unsafe class ZombieMaker
{
    internal const string Name = "--leave-zombies";

    private const int StackSize = 16 * 1024;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        int count = int.Parse(arguments[0]);
        void* stack = NativeMemory.AlignedAlloc(StackSize, 4096);
        for (int i = 0; i < count; i++)
        {
            int flags = LibC.CLONE_VM | LibC.CLONE_VFORK | LibC.SIGCHLD;
            if (LibC.clone(&Exit, (byte*)stack + StackSize, flags, null, null) < 0)
            {
                return 1; // A limit on processes: the reader counts what there is.
            }
        }

        return 0;
    }

    [UnmanagedCallersOnly]
    private static int Exit(void* argument)
    {
        LibC._exit(0);
        return 0;
    }
}
