using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Actions;

/// <summary>What is done by one call.</summary>
internal static class OneCall
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, Step step, JsonForm form = JsonForm.Document)
    {
        using InitConnection? connection = Reach.Init(invocation, step.Deed);
        return connection is null
            ? ExitCode.NoInit
            : new Conversation(invocation, connection) { Form = form }.Run([step]);
    }
}
