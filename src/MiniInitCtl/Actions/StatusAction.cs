using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells where jobs are.</summary>
internal sealed class StatusAction
{
    private readonly Invocation _invocation;
    private readonly StatusRequest _request;
    private readonly bool _isLong;
    private bool _hasTold;

    private StatusAction(Invocation invocation, StatusRequest request)
    {
        _invocation = invocation;
        _request = request;
        _isLong = request.IsLong ?? (invocation.IsForPeople && !request.Checks);
    }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, StatusRequest request)
    {
        StatusAction action = new(invocation, request);
        return EachJob.Run(invocation, request.Jobs, "show", PatternScope.Jobs, (one, _) => action.Of(one.Target));
    }

    private Step Of(Target target) =>
        new(
            new ControlCall.Status(target, _request.Lines, IsBrief: !_isLong && !_invocation.AsJson),
            new Deed("show", JobTitle.Of(target)))
        {
            Tell = reply => Tell(((ControlReply.Statuses)reply).All),
            Judge = reply => _request.Checks && !((ControlReply.Statuses)reply).All.All(IsRunning)
                ? ExitCode.NotRunning
                : ExitCode.Ok,
        };

    private static bool IsRunning(StatusInfo status) => status.Instance.State == "running";

    private void Tell(IReadOnlyList<StatusInfo> statuses)
    {
        foreach (StatusInfo status in statuses)
        {
            if (!_isLong)
            {
                _invocation.Say(StatusLine.Of(status.Instance));
                continue;
            }

            Ink ink = new(Terminal.IsOutput && !_invocation.HasNoColor);
            string text = new StatusText(Ago.Now, ink, Branches.Ours).Of(status);
            _invocation.Say((_hasTold ? "\n" : "") + text.TrimEnd('\n'));
            _hasTold = true;
        }
    }
}
