using System.Collections.Generic;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Emits events.</summary>
internal static class EmitAction
{
    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="name">The event.</param>
    /// <param name="variables"><c>NAME=value</c>.</param>
    /// <param name="waits">Whether to wait until all it starts and stops is there.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string name, IReadOnlyList<string> variables, bool waits)
    {
        Deed deed = new("emit", TerminalText.Escape(name));
        if (invocation.IsOffline)
        {
            invocation.Explain($"offline: did not {deed}");
            return ExitCode.Ok;
        }

        using InitConnection? connection = Reach.Init(invocation, deed);
        if (connection is null)
        {
            return ExitCode.NoInit;
        }

        WaitLimit limit = WaitLimit.Of(invocation, waits);
        string onInterrupt =
            $"init goes on with what {deed.Object} starts and stops; \"miniinitctl list\" shows where that is";
        using Patience? patience = waits ? new Patience(invocation, [], onInterrupt) : null;
        Step step = new(new ControlCall.Emit(name, variables, limit.Waiting), deed) { LimitMs = limit.AnswerMs };
        return new Conversation(invocation, connection) { Patience = patience }.Run([step]);
    }
}
