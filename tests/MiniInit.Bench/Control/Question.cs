using System;
using System.Collections.Generic;
using System.Text;

namespace MiniInit.Bench;

/// <summary>A process that asks a supervisor something.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Expected">What its output must have, so that a quick refusal does not count as an answer.</param>
internal sealed record Question(IReadOnlyList<string> Command, string Expected)
{
    // More than any answer has: a pipe holds as much without a reader.
    private const int AnswerSize = 64 * 1024;
    private const int ShownLength = 200;

    internal IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Whether the answer is longer than a pipe holds: then nobody reads it, and only the exit code counts.</summary>
    internal bool IsLong { get; init; }

    /// <summary>From just before clone to the end of the process.</summary>
    internal long Ask()
    {
        using var pipe = new Pipe();
        using var child = Child.Start(new ChildStart(Command)
        {
            Variables = Variables,
            Output = IsLong ? NullDevice.Descriptor : pipe.WriteEnd,
            Error = pipe.WriteEnd,
        });
        pipe.CloseWriteEnd();
        ExitStatus status = child.MustExit(Command[0]);
        long end = Clock.Now();
        string answer = Read(pipe);
        return status.Code == 0 && (IsLong || answer.Contains(Expected))
            ? end - child.StartTime
            : throw new BenchException($"failed: {status}: {OneLine(answer)}");
    }

    private static string Read(Pipe pipe)
    {
        byte[] buffer = new byte[AnswerSize];
        int length = 0;
        int size;
        while ((size = pipe.Read(buffer.AsSpan(length), Limits.Answer)) > 0)
        {
            length += size;
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static string OneLine(string text)
    {
        text = text.Trim().Replace('\n', ' ').Replace('|', '¦');
        return text.Length == 0 ? "it said nothing" : text[..Math.Min(text.Length, ShownLength)];
    }
}
