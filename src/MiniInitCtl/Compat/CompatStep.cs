using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Compat;

/// <summary>Where initctl says what can only be told from where the instance is.</summary>
internal static class CompatStep
{
    /// <summary>Gives what is asked in place of complaining of an error; null for nothing.</summary>
    public static Step? Instead(Invocation invocation, Target target, ControlError error, Deed deed) => error switch
    {
        // Upstart's waiting ended well when another request came in between.
        ControlError.Overtaken => StatusStep.Short(invocation, target),
        ControlError.NotRunning => StatusStep.Short(invocation, target) with
        {
            Tell = reply => invocation.Complain(CompatText.Of(error, deed, State(reply))),
            Judge = static _ => ExitCode.Error,
        },
        _ => null,
    };

    private static string? State(ControlReply reply) =>
        ((ControlReply.Statuses)reply).All is [StatusInfo status, ..] ? status.Instance.State : null;
}
