using System;

namespace MiniInit.Bench;

/// <summary>A pipe whose ends are closed on exec, with bounded reads.</summary>
internal sealed unsafe class Pipe : IDisposable
{
    internal Pipe()
    {
        int* ends = stackalloc int[2];
        if (LibC.pipe2(ends, LibC.O_CLOEXEC) < 0)
        {
            throw BenchException.FromErrno("make a pipe");
        }

        ReadEnd = ends[0];
        WriteEnd = ends[1];
    }

    internal int ReadEnd { get; private set; }

    internal int WriteEnd { get; private set; }

    public void Dispose()
    {
        CloseReadEnd();
        CloseWriteEnd();
    }

    internal void CloseReadEnd()
    {
        _ = ReadEnd < 0 ? 0 : LibC.close(ReadEnd);
        ReadEnd = -1;
    }

    internal void CloseWriteEnd()
    {
        _ = WriteEnd < 0 ? 0 : LibC.close(WriteEnd);
        WriteEnd = -1;
    }

    /// <summary>Reads what is there; 0 at the end of file, -1 when nothing came within the time.</summary>
    internal int Read(Span<byte> buffer, long timeout)
    {
        if (!Descriptor.WaitReadable(ReadEnd, timeout))
        {
            return -1;
        }

        fixed (byte* start = buffer)
        {
            return (int)LibC.read(ReadEnd, start, buffer.Length);
        }
    }

    /// <summary>The next byte; -1 at the end of file or when none came within the time.</summary>
    internal int ReadByte(long timeout)
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one, timeout) == 1 ? one[0] : -1;
    }

    internal void WriteByte(byte value) => Descriptor.Write(WriteEnd, [value]);
}
