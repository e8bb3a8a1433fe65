using System;

namespace MiniInit.Output;

/// <summary>Goes through bytes piece by piece: lines, and parts of lines that are longer than <see cref="OutputLimits.LineBytes"/>.</summary>
/// <remarks>
/// Where a line is cut depends on its bytes alone, never on how they came. A character is not cut in two: what is
/// text stays text.
/// </remarks>
internal ref struct LinePieces(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The bytes of the piece, without the newline.</summary>
    public ReadOnlySpan<byte> Piece { get; private set; }

    /// <summary>Whether a newline followed: the line ends here.</summary>
    public bool EndsLine { get; private set; }

    /// <summary>How much can be passed on before more has come: all lines, and of an unfinished one all but a last piece.</summary>
    /// <param name="bytes">They begin where a piece begins.</param>
    public static int Complete(ReadOnlySpan<byte> bytes)
    {
        int complete = bytes.LastIndexOf((byte)'\n') + 1;
        while (bytes.Length - complete > OutputLimits.LineBytes)
        {
            complete += Cut(bytes[complete..], OutputLimits.LineBytes);
        }

        return complete;
    }

    /// <summary>Goes to the next piece.</summary>
    /// <returns>False when there is none.</returns>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        int end = _rest[..Math.Min(_rest.Length, OutputLimits.LineBytes + 1)].IndexOf((byte)'\n');
        EndsLine = end >= 0;
        if (EndsLine)
        {
            Piece = _rest[..end];
            _rest = _rest[(end + 1)..];
            return true;
        }

        int length = _rest.Length > OutputLimits.LineBytes ? Cut(_rest, OutputLimits.LineBytes) : _rest.Length;
        Piece = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>The length of the first part of a line that is too long: less by up to three where a character begins there.</summary>
    /// <param name="line">It has more than the most bytes.</param>
    /// <param name="most">How many bytes the part may have.</param>
    public static int Cut(ReadOnlySpan<byte> line, int most)
    {
        for (int back = 0; back <= 3; back++)
        {
            byte one = line[most - back];
            if ((one & 0xC0) != 0x80)
            {
                int length = one >= 0xF0 ? 4 : one >= 0xE0 ? 3 : one >= 0xC0 ? 2 : 1;
                return length > back ? most - back : most;
            }
        }

        return most;
    }
}
