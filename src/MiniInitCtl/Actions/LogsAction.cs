using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Shows the output of jobs.</summary>
internal static class LogsAction
{
    /// <summary>Who follows wants to see what comes, and a little of what was: as tail(1).</summary>
    private const int LinesBeforeFollowing = 10;

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, LogsRequest request)
    {
        bool isOne = request.Patterns.Count == 1 && !JobWords.IsPattern(request.Patterns[0]);
        int? lines = request.Lines ?? (request.Follows && request.Since is null ? LinesBeforeFollowing : null);
        LogText text = new(Terminal.IsOutput, withNames: !isOne, request.WithTimes);
        string whose = isOne ? $"the output of {TerminalText.Escape(request.Patterns[0])}" : "output";
        ControlCall call = new ControlCall.Logs(request.Patterns, lines, request.Since, request.Follows);
        return OneCall.Run(
            invocation,
            new Step(call, new Deed("show", whose))
            {
                WantsMore = true,
                IsStream = request.Follows,
                Tell = reply => Tell(invocation, (ControlReply.Lines)reply, text),
            },
            JsonForm.Lines);
    }

    private static void Tell(Invocation invocation, ControlReply.Lines lines, LogText text)
    {
        if (lines.Lost is long lost and > 0)
        {
            invocation.Complain($"{lost} bytes of output were overwritten before they could be shown");
        }

        if (lines.All.Count > 0)
        {
            Terminal.Write(text.Of(lines.All));
        }
    }
}
