using System;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Boot;

/// <summary>
/// What the kernel and our parent gave us at execve, kept by early.c before the runtime could change it; and where the runtime
/// keeps the collected heap.
/// </summary>
internal sealed unsafe partial class StartRecord
{
    private readonly byte** _arguments;
    private readonly byte** _environment;
    private readonly byte* _heapStart;
    private readonly byte* _heapEnd;

    /// <summary>By which our predecessor tells where its state is. Nobody else gets to see it.</summary>
    public const string StateVariable = "MINIINIT_STATE";

    private StartRecord(Native* native)
    {
        _arguments = native->Arguments;
        _environment = native->Environment;
        _heapStart = *native->HeapStart;
        _heapEnd = *native->HeapEnd;
        StateDescriptor = TakeState(_environment);
        Arguments = StringVector.Borrow(native->Arguments);
        Environment = StringVector.Borrow(native->Environment);
        BlockedSignals = new SignalSet(native->BlockedSignals);
        IgnoredSignals = new SignalSet(native->IgnoredSignals);
    }

    /// <summary>Our argv, its bytes untouched.</summary>
    public StringVector Arguments { get; }

    /// <summary>Our environment, all of it; the runtime itself sees none.</summary>
    public StringVector Environment { get; }

    /// <summary>Where the state of our predecessor is; null where we are the first.</summary>
    public int? StateDescriptor { get; }

    /// <summary>The signal mask we inherited.</summary>
    public SignalSet BlockedSignals { get; }

    /// <summary>The signals that were ignored when we were started.</summary>
    public SignalSet IgnoredSignals { get; }

    /// <summary>Reads the record of this process.</summary>
    public static StartRecord Read() => new(miniinit_start_record());

    /// <summary>Our arguments from <paramref name="index"/> on: the command that we were asked to run.</summary>
    public StringVector ArgumentsFrom(int index) => StringVector.Borrow(_arguments + index);

    /// <summary>Lets go of the pages of our program, most of which only the start needs.</summary>
    public void LetGoOfImage() => _ = OwnImage.LetGo(_environment);

    /// <summary>Keeps the collected heap from the children that are cloned from now on.</summary>
    public void KeepHeapFromChildren() => CollectedHeap.KeepFromChildren(_heapStart, _heapEnd);

    /// <summary>Our environment, to be changed for another program.</summary>
    public StringVector CopyEnvironment() => StringVector.Borrow(_environment);

    private static int? TakeState(byte** environment)
    {
        for (; *environment != null; environment++)
        {
            ReadOnlySpan<byte> entry = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*environment);
            if (entry.StartsWith("MINIINIT_STATE="u8) && Utf8Parser.TryParse(entry[(StateVariable.Length + 1)..], out int fd, out _) && fd > 2)
            {
                for (; *environment != null; environment++)
                {
                    environment[0] = environment[1];
                }

                return fd;
            }
        }

        return null;
    }

    [LibraryImport("miniinit_early"), SuppressGCTransition]
    private static partial Native* miniinit_start_record();

    [StructLayout(LayoutKind.Sequential)]
    private struct Native
    {
        internal byte** Arguments;
        internal byte** Environment;
        internal ulong BlockedSignals;
        internal ulong IgnoredSignals;
        internal byte** HeapStart;
        internal byte** HeapEnd;
    }
}
