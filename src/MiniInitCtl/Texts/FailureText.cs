using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Texts;

/// <summary>What went wrong in a run, and how it came out.</summary>
internal static class FailureText
{
    /// <summary>Gives the failure in words of ours: <c>pre-start ended with exit code 3</c>.</summary>
    public static string Of(FailureInfo failure)
    {
        string process = TerminalText.Escape(failure.Process);
        return $"{process} {End(failure.ExitCode, failure.Signal) ?? "failed"}";
    }

    /// <summary>Gives how a process ended; null if that is not known.</summary>
    public static string? End(int? exitCode, string? signal) =>
        signal is not null ? $"was killed by signal {TerminalText.Escape(signal)}"
        : exitCode is int code ? $"ended with exit code {code}"
        : null;

    /// <summary>Gives how a run came out.</summary>
    public static string Of(ResultInfo result)
    {
        if (result.Skipped is string condition)
        {
            return $"was left out: {TerminalText.Escape(condition)}";
        }

        if (result.Failure is FailureInfo failure)
        {
            return failure.Sentence.Length > 0 ? TerminalText.Escape(failure.Sentence) : Of(failure);
        }

        return End(result.ExitCode, result.Signal) ?? "ended well";
    }
}
