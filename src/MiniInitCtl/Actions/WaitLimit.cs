using System;
using MiniInit.Ctl.Invocations;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>How long init is asked to wait, and how long we wait for init.</summary>
/// <param name="Waiting">What init is asked.</param>
/// <param name="AnswerMs">How long its answer may take, in milliseconds; -1 without end; null as usual.</param>
internal sealed record WaitLimit(Waiting Waiting, int? AnswerMs)
{
    /// <summary>Of a call.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="waits">Whether init is to answer when all is done.</param>
    public static WaitLimit Of(Invocation invocation, bool waits)
    {
        if (!waits)
        {
            return new WaitLimit(new Waiting(IsWanted: false, Timeout: null), null);
        }

        if (invocation.Timeout is not TimeSpan span)
        {
            return new WaitLimit(new Waiting(IsWanted: true, Timeout: null), -1);
        }

        Waiting waiting = new(IsWanted: true, (long)span.TotalMilliseconds);
        double answer = Math.Min(span.TotalMilliseconds, int.MaxValue - CtlLimits.GraceMs);
        return new WaitLimit(waiting, (int)answer + CtlLimits.GraceMs);
    }
}
