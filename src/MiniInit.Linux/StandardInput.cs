using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>Descriptor 0.</summary>
public static unsafe class StandardInput
{
    /// <summary>Reads once, and waits until there is something.</summary>
    /// <param name="into">Where to; not empty.</param>
    /// <returns>How many bytes; 0 at the end, and where nothing can be read.</returns>
    public static int Read(Span<byte> into)
    {
        fixed (byte* start = into)
        {
            return (int)Math.Max(Retried.Read(0, start, (nuint)into.Length), 0);
        }
    }
}
