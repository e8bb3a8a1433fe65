using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The types Failure and Result of the interface.</summary>
internal static class Failures
{
    public static FailureInfo Read(ref Fields of) => new(
        of.Text("process"u8),
        of.IntegerOrNone("exitCode"u8),
        of.TextOrNone("signal"u8),
        of.Text("sentence"u8));

    public static ResultInfo ReadResult(ref Fields of) => new(
        of.ObjectOrNone("failure"u8, Read),
        of.IntegerOrNone("exitCode"u8),
        of.TextOrNone("signal"u8),
        of.TextOrNone("skipped"u8),
        of.Number("at"u8));

    public static void Write(FrameWriter into, FailureInfo failure)
    {
        into.Text("process"u8, failure.Process);
        into.NumberOrNone("exitCode"u8, failure.ExitCode);
        into.TextOrNone("signal"u8, failure.Signal);
        into.Text("sentence"u8, failure.Sentence);
    }

    public static void Write(FrameWriter into, ResultInfo result)
    {
        if (result.Failure is { } failure)
        {
            into.Open("failure"u8);
            Write(into, failure);
            into.Close();
        }

        into.NumberOrNone("exitCode"u8, result.ExitCode);
        into.TextOrNone("signal"u8, result.Signal);
        into.TextOrNone("skipped"u8, result.Skipped);
        into.Number("at"u8, result.At);
    }
}
