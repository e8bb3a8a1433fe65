using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Conversations;

/// <summary>Asks where an instance is.</summary>
internal static class StatusStep
{
    /// <summary>Says it on one line.</summary>
    public static Step Short(Invocation invocation, Target target) =>
        new(new ControlCall.Status(target, Lines: null, IsBrief: true), new Deed("show", JobTitle.Of(target)))
        {
            IsOwn = true,
            Tell = reply =>
            {
                foreach (StatusInfo status in ((ControlReply.Statuses)reply).All)
                {
                    invocation.Say(StatusLine.Of(status.Instance));
                }
            },
        };
}
