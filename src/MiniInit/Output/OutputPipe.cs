using System;
using MiniInit.Linux;

namespace MiniInit.Output;

/// <summary>Our end of a pipe that processes of a job write to.</summary>
/// <remarks>
/// Its end comes when the last process that has the other end is gone, and that need not be the main process: a daemon
/// keeps it, and goes on being read.
/// </remarks>
internal sealed class OutputPipe : IDisposable
{
    private OutputPipe(OwnedFd fd) => Fd = fd;

    /// <summary>What to watch; never blocking.</summary>
    public OwnedFd Fd { get; }

    /// <summary>Makes a pipe.</summary>
    /// <param name="owner">Who shall be able to open it again as /dev/stdout; null for ourselves.</param>
    /// <param name="theirs">The end for the job; to be closed here once the job has it.</param>
    /// <exception cref="SyscallException">There are no descriptors left.</exception>
    public static OutputPipe Open(uint? owner, out OwnedFd theirs)
    {
        PipeEnds ends = PipeEnds.Open();
        if (owner is { } user && user != CurrentProcess.EffectiveUserId)
        {
            ends.GiveTo(user);
        }

        theirs = ends.Write;
        return new OutputPipe(ends.Read);
    }

    /// <summary>Takes over our end of a pipe from who was this process before an exec.</summary>
    public static OutputPipe Adopt(int fd) => new(new OwnedFd(fd));

    /// <summary>Reads once.</summary>
    /// <param name="into">Where to; not empty.</param>
    /// <param name="isEmpty">Whether there is nothing yet.</param>
    /// <returns>How many bytes; 0 when there is nothing yet, or never will be again.</returns>
    public int Read(Span<byte> into, out bool isEmpty)
    {
        int count = NonBlockingReader.Read(Fd, into, out Errno errno);
        isEmpty = errno == Errno.EAGAIN;
        return count;
    }

    public void Dispose() => Fd.Dispose();
}
