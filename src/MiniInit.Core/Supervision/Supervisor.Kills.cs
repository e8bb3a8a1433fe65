using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Signals that are asked for, and stops that do not ask the processes.</content>
public sealed partial class Supervisor
{
    private void AskSignal(ClientTicket client, JobInstance instance, SupervisorRequest.SendSignal send)
    {
        bool isSent = instance.Main is { Pid: > 0 };
        if (instance.Main is { Pid: > 0 } main)
        {
            Send(main, send.Signal, send.Scope, isWhole: true);
        }

        // The tree of the instance has the helper in it: it gets no second one.
        if (instance.Helper is { Pid: > 0 } helper && (send.Scope, isSent) is (SignalScope.Group, _) or (SignalScope.Tree, false))
        {
            Send(helper, send.Signal, send.Scope, isWhole: true);
            isSent = true;
        }

        Answer(client, isSent ? Done(instance) : NotRunning(instance));
    }

    private void AskKill(ClientTicket client, JobInstance instance, SupervisorRequest.Kill kill)
    {
        if (instance.State == JobState.Unkillable)
        {
            Answer(client, Refused(instance, StillThere(instance)));
            return;
        }

        bool isCalledOff = !instance.WantsUp && TryCallOff(instance);
        if (instance is { IsAtRest: true, HasStrays: true })
        {
            instance.IsKilledOutright = true;
            _ = TryClear(instance, Clearing.AtRest);
            Await(client, kill.Waits, instance, instance.StopAwaiters);
            return;
        }

        if (instance.IsAtRest)
        {
            Answer(client, isCalledOff ? Done(instance) : NotRunning(instance));
            return;
        }

        instance.StartsAgain = false;
        if (instance.WantsUp)
        {
            Stop(instance, kill.Target.Variables, new StopCause.Asked());
        }

        KillOutrightOnTheWay(instance);
        Await(client, kill.Waits, instance, instance.StopAwaiters);
    }

    /// <summary>
    /// Kills what there is of an instance that is on its way down. The way is the same; but nothing on it is asked, or
    /// waited for longer than a killed process takes.
    /// </summary>
    private void KillOutrightOnTheWay(JobInstance instance)
    {
        instance.IsKilledOutright = true;
        if (instance.Main is { Kill: not KillStage.Killed } main)
        {
            Kill(instance, main, KillStage.Killed);
        }

        if (instance.Helper is { Kill: not KillStage.Killed } helper)
        {
            Kill(instance, helper, KillStage.Killed);
            SetDeadline(instance, SupervisorLimits.KillGrace);
        }

        if (instance.State == JobState.Running)
        {
            // It waits no more for those that come later.
            Stimulate(instance, JobStimulus.NeighbourChanged);
        }

        if (instance.State == JobState.Killed)
        {
            EndRemains(instance, KillStage.Killed);
            SetDeadline(instance, SupervisorLimits.KillGrace);
        }
    }
}
