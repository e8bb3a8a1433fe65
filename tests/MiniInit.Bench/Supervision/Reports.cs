using System;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>
/// The FIFO on which jobs tell that they run. The times are the jobs' own, so we may look seldom; it is at its end
/// exactly while no job lives, since each holds it open.
/// </summary>
internal sealed unsafe class Reports : IDisposable
{
    /// <summary>The number of the message that enclose.c writes when it becomes the supervisor.</summary>
    internal const long Enclosed = 0;

    private const uint Mode = 0x1B6; // Octal 666.

    private readonly int _descriptor;

    internal Reports(string path)
    {
        if (LibC.mkfifo(path, Mode) < 0)
        {
            throw BenchException.FromErrno($"make \"{path}\"");
        }

        _descriptor = Descriptor.Open(path, LibC.O_RDONLY | LibC.O_NONBLOCK);
    }

    public void Dispose() => _ = LibC.close(_descriptor);

    /// <summary>The next report that is there.</summary>
    internal Message? Read() => Read(out _);

    /// <summary>Whether no job lives; reports that were not read are dropped.</summary>
    internal bool NobodyLives()
    {
        bool ended;
        while (Read(out ended) is not null)
        {
        }

        return ended;
    }

    private Message? Read(out bool ended)
    {
        Message message;
        nint size = LibC.read(_descriptor, &message, sizeof(Message));
        ended = size == 0;
        return size == sizeof(Message) ? message : null;
    }

    /// <summary>As job.c writes it: who, when it began, and then how many bytes in which time.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Message(long Number, long Pid, long Time, long Bytes, long Spent);
}
