using System;

namespace MiniInit.Toml;

/// <summary>
/// Turns offsets into lines and columns. It knows the counts at every block of the text and looks at one or two blocks
/// for each question, so that many questions about one long line stay cheap.
/// </summary>
internal sealed class LineMap
{
    private const int BlockBytes = 1024;

    private readonly ReadOnlyMemory<byte> _text;
    private readonly Block[] _blocks;

    public LineMap(ReadOnlyMemory<byte> text)
    {
        _text = text;
        _blocks = new Block[(text.Length / BlockBytes) + 1];
        bool hasMark = text.Span.StartsWith(TomlSource.ByteOrderMark);
        Block current = new(1, hasMark ? TomlSource.ByteOrderMark.Length : 0, 0);
        for (int i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = current;
            int start = i * BlockBytes;
            current = Advance(current, start, Math.Min(start + BlockBytes, text.Length));
        }
    }

    /// <summary>Gives the place of an offset, 0 to the length of the text.</summary>
    public TomlPosition Locate(int offset)
    {
        Block here = At(offset);
        int lineStart = Math.Min(here.LineStart, offset); // an offset within the byte order mark comes before column 1
        int bytes = offset - lineStart;
        int continuations = here.Continuations - At(lineStart).Continuations;
        return new TomlPosition(here.Line, bytes - continuations + 1, offset);
    }

    private Block At(int offset)
    {
        int block = offset / BlockBytes;
        return Advance(_blocks[block], block * BlockBytes, offset);
    }

    private Block Advance(Block from, int start, int end)
    {
        ReadOnlySpan<byte> bytes = _text.Span[start..end];
        int newlines = bytes.Count((byte)'\n');
        int lineStart = newlines == 0 ? from.LineStart : start + bytes.LastIndexOf((byte)'\n') + 1;
        int continuations = from.Continuations;
        foreach (byte b in bytes)
        {
            // The second and further bytes of a character are no columns of their own.
            continuations += (b & 0xC0) == 0x80 ? 1 : 0;
        }

        return new Block(from.Line + newlines, lineStart, continuations);
    }

    /// <summary>
    /// What is before an offset: line ends (and one), the start of its line, bytes that continue a character.
    /// </summary>
    private readonly record struct Block(int Line, int LineStart, int Continuations)
    {
        /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
        public override string ToString() => nameof(Block);
    }
}
