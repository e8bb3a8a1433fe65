using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells how much init says, and changes it.</summary>
internal static class LogPriorityAction
{
    /// <summary>The priorities, the one that says most first.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Choices.Levels];

    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="priority">The one to change to; null to be told which one it is.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string? priority)
    {
        if (priority is null)
        {
            return OneCall.Run(invocation, new Step(new ControlCall.GetLogLevel(), new Deed("tell", "the log priority"))
            {
                Tell = reply => Terminal.WriteLine(TerminalText.Escape(((ControlReply.LogLevel)reply).Level)),
            });
        }

        if (!Known.Contains(priority, StringComparer.Ordinal))
        {
            return Misuse.Complain(
                invocation,
                $"{Quotation.Of(priority)} is no priority: write {string.Join(", ", Known)}",
                "log-priority");
        }

        return OneCall.Run(
            invocation, new Step(new ControlCall.SetLogLevel(priority), new Deed("set", "the log priority")));
    }
}
