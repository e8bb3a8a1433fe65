using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The type Problem of the interface.</summary>
internal static class Problems
{
    public static ProblemInfo Read(ref Fields of) => new(of.Text("level"u8), of.Text("text"u8));

    public static void Write(FrameWriter into, ProblemInfo problem)
    {
        into.Text("level"u8, problem.Level);
        into.Text("text"u8, problem.Text);
    }
}
