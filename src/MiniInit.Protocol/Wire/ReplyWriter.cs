using System.Buffers;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>Writes what init answers. Texts may hold anything: what has no form in UTF-8 comes out as U+FFFD.</summary>
public static class ReplyWriter
{
    /// <summary>Writes the frame of a reply, with its NUL.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="reply">What to tell.</param>
    /// <param name="continues">Whether there are more to the same call.</param>
    public static void Write(IBufferWriter<byte> into, ControlReply reply, bool continues = false)
    {
        FrameWriter frame = new(into);
        frame.Open();
        frame.Open("parameters"u8);
        ReplyParameters.Write(frame, reply);
        frame.Close();
        frame.FlagIfSet("continues"u8, continues);
        frame.End();
    }

    /// <summary>Writes the frame of an error, with its NUL.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="error">Why the call cannot be done.</param>
    public static void Write(IBufferWriter<byte> into, ControlError error)
    {
        FrameWriter frame = new(into);
        frame.Open();
        frame.Text("error"u8, ErrorNames.Of(error));
        frame.Open("parameters"u8);
        ErrorParameters.Write(frame, error);
        frame.Close();
        frame.End();
    }
}
