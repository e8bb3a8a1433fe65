using System;

namespace MiniInit.Output;

/// <summary>Bytes as they come, at once.</summary>
internal sealed class RawForm(OutputName name) : LineForm
{
    public override bool TakesPieces => false;

    protected override int MostAround => 1;

    protected override int MostPerByte => 1;

    public override int Write(ReadOnlySpan<byte> bytes, ref bool inLine, Span<byte> into, OutputTime time)
    {
        bytes.CopyTo(into);
        return bytes.Length;
    }

    public override int WriteNote(long lines, Span<byte> into, OutputTime time) => DropNote.Write(name, lines, into);
}
