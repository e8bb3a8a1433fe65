using System;

namespace MiniInit.Bench;

/// <summary>
/// The job that says a lot: <c>--write-lines LENGTH</c> writes lines of so many bytes to its standard output, as fast as they are read,
/// until nobody reads them. <c>--read-all</c> is the one who reads us: it reads its standard input to the end.
/// </summary>
internal static unsafe class LineWriter
{
    internal const string Name = "--write-lines";
    internal const string ReaderName = "--read-all";

    private const int BufferSize = 64 * 1024;

    internal static int Run(ReadOnlySpan<string> arguments)
    {
        int length = int.Parse(arguments[0]);
        byte[] lines = new byte[BufferSize];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = i % length == length - 1 ? (byte)'\n' : (byte)('a' + (i % 26));
        }

        fixed (byte* start = lines)
        {
            // Whole lines, so that every buffer is like the one before.
            nint whole = BufferSize / length * length;
            while (LibC.write(1, start, whole) > 0)
            {
            }
        }

        return 0;
    }

    internal static int Read()
    {
        byte[] buffer = new byte[BufferSize];
        fixed (byte* start = buffer)
        {
            while (LibC.read(0, start, BufferSize) > 0)
            {
            }
        }

        return 0;
    }
}
