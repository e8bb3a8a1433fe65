using System;
using System.Text;

namespace MiniInit.Output;

/// <summary>Each line begins with the job's name: <c>web | ready</c>. A part of a line is a line of its own.</summary>
internal sealed class PrefixForm(OutputName name) : LineForm
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes($"{name.Text} | ");

    public override bool TakesPieces => true;

    protected override int MostAround => _head.Length + 1;

    protected override int MostPerByte => 1;

    public override int Write(ReadOnlySpan<byte> bytes, ref bool inLine, Span<byte> into, OutputTime time)
    {
        ReadOnlySpan<byte> head = _head;
        int at = 0;
        var pieces = new LinePieces(bytes);
        while (pieces.MoveNext())
        {
            // The newline that ends a line whose text was shown before it came.
            bool isLeftover = inLine && pieces.EndsLine && pieces.Piece.IsEmpty;
            inLine = !pieces.EndsLine;
            if (isLeftover)
            {
                continue;
            }

            head.CopyTo(into[at..]);
            at += head.Length;
            pieces.Piece.CopyTo(into[at..]);
            at += pieces.Piece.Length;
            into[at++] = (byte)'\n';
        }

        return at;
    }

    public override int WriteNote(long lines, Span<byte> into, OutputTime time) => DropNote.Write(name, lines, into);
}
