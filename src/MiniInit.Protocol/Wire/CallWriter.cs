using System.Buffers;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>Writes what a client sends.</summary>
public static class CallWriter
{
    /// <summary>Writes a frame, with its NUL.</summary>
    /// <param name="into">Where to.</param>
    /// <param name="call">What to ask for.</param>
    /// <param name="wantsMore">Whether it may be answered by several replies.</param>
    /// <param name="isOneWay">Whether it is not to be answered at all.</param>
    public static void Write(
        IBufferWriter<byte> into, ControlCall call, bool wantsMore = false, bool isOneWay = false)
    {
        FrameWriter frame = new(into);
        frame.Open();
        frame.Text("method"u8, MethodNames.Of(call));
        frame.Open("parameters"u8);
        CallParameters.Write(frame, call);
        frame.Close();
        frame.FlagIfSet("more"u8, wantsMore);
        frame.FlagIfSet("oneway"u8, isOneWay);
        frame.End();
    }
}
