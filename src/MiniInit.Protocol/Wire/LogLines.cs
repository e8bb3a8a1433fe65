using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The type LogLine of the interface.</summary>
internal static class LogLines
{
    public static LogLine Read(ref Fields of) => new(
        of.Text("job"u8),
        of.Text("instance"u8),
        of.Number("time"u8),
        of.Text("text"u8),
        of.BytesOrNone("raw"u8),
        of.Flag("isPiece"u8));

    public static void Write(FrameWriter into, LogLine line)
    {
        into.Text("job"u8, line.Job);
        into.Text("instance"u8, line.Instance);
        into.Number("time"u8, line.Time);
        into.Text("text"u8, line.Text);
        into.BytesOrNone("raw"u8, line.Raw);
        into.Flag("isPiece"u8, line.IsPiece);
    }
}
