using System;
using System.Text;

namespace MiniInit.Output;

/// <summary>One JSON object a line: time, job, instance, stream, message, and <c>"partial": true</c> unless the line ends there.</summary>
internal sealed class JsonForm : LineForm
{
    private readonly TimeText _time;
    private readonly byte[] _head;

    /// <summary>The form of one stream.</summary>
    /// <param name="name">Whose output.</param>
    /// <param name="stream"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="time">Where times are written.</param>
    public JsonForm(OutputName name, string stream, TimeText time)
    {
        _time = time;
        string instance = name.Key is { } key ? $"\"instance\":{Quoted(key)}," : "";
        _head = Encoding.UTF8.GetBytes($"\",\"job\":{Quoted(name.Job)},{instance}\"stream\":\"{stream}\",\"message\":\"");
    }

    public override bool TakesPieces => true;

    protected override int MostAround =>
        Begin.Length + TimeText.Length + _head.Length + Math.Max(End.Length, PartialEnd.Length);

    protected override int MostPerByte => JsonText.MostPerByte;

    private static ReadOnlySpan<byte> Begin => "{\"time\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}\n"u8;

    private static ReadOnlySpan<byte> PartialEnd => "\",\"partial\":true}\n"u8;

    public override int Write(ReadOnlySpan<byte> bytes, ref bool inLine, Span<byte> into, OutputTime time)
    {
        ReadOnlySpan<byte> now = _time.Of(time.UnixNanoseconds);
        int at = 0;
        var pieces = new LinePieces(bytes);
        while (pieces.MoveNext())
        {
            at += WriteHead(into[at..], now);
            at += JsonText.Write(pieces.Piece, into[at..]);
            at += Copy(pieces.EndsLine ? End : PartialEnd, into[at..]);
            inLine = !pieces.EndsLine;
        }

        return at;
    }

    public override int WriteNote(long lines, Span<byte> into, OutputTime time)
    {
        int at = WriteHead(into, _time.Of(time.UnixNanoseconds));
        string were = lines > 1 ? "were" : "was";
        return at + Encoding.UTF8.GetBytes($"… {DropNote.Count(lines)} {were} dropped\",\"dropped\":{lines}}}\n", into[at..]);
    }

    private int WriteHead(Span<byte> into, ReadOnlySpan<byte> now)
    {
        int at = Copy(Begin, into);
        at += Copy(now, into[at..]);
        return at + Copy(_head, into[at..]);
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> into)
    {
        bytes.CopyTo(into);
        return bytes.Length;
    }

    private static string Quoted(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] escaped = new byte[bytes.Length * JsonText.MostPerByte];
        return $"\"{Encoding.UTF8.GetString(escaped, 0, JsonText.Write(bytes, escaped))}\"";
    }
}
