using System;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>What instances do: the reactions of the machine, and what entering a state begins.</content>
public sealed partial class Supervisor
{
    private void React(JobInstance instance, JobStimulus stimulus)
    {
        if (IsStale(instance, stimulus))
        {
            return;
        }

        JobReaction reaction = JobMachine.React(instance.State, stimulus);
        switch (reaction)
        {
            case JobReaction.Impossible:
                throw new UnreachableException($"{stimulus} in state {Text(instance.State)}");
            case JobReaction.Nothing:
                break;
            case JobReaction.Proceed:
                if (stimulus == JobStimulus.DeadlinePassed && instance.RetryAfter is not null)
                {
                    Retry(instance);
                }

                Proceed(instance);
                break;
            case JobReaction.Leave:
                if (stimulus == JobStimulus.DeadlinePassed)
                {
                    SayLate(instance);
                }

                Leave(instance);
                break;
            case JobReaction.EndHelper:
                EndHelper(instance, stimulus == JobStimulus.DeadlinePassed);
                break;
            case JobReaction.JudgeHelper:
                JudgeHelper(instance);
                break;
            case JobReaction.AwaitReady:
                if (IsReadyByRunning(instance.Definition.Ready))
                {
                    BecomeReady(instance);
                }

                break;
            case JobReaction.JudgeMain:
                JudgeMain(instance);
                break;
            case JobReaction.JudgeStart:
                if (!GoesOnLate(instance))
                {
                    Fail(instance, new JobFailure("main", null, LateText(instance)));
                    Leave(instance);
                }

                break;
            case JobReaction.KillHarder:
                KillHarder(instance);
                break;
            case JobReaction.Refuse:
                instance.Goal = JobGoal.Stop;
                FinishStart(instance, Refused(instance, StillThere(instance)), isFailure: true);
                TellNeighbours(instance);
                break;
            case JobReaction.StayUp:
                if (instance.Goal == JobGoal.Start)
                {
                    TellUp(instance);
                }

                break;
            case JobReaction.Settle:
                Settle(instance);
                break;
            default:
                throw new UnreachableException($"{reaction}");
        }

        LimitSearch(instance);
    }

    /// <summary>Whether what was put on the agenda has been overtaken by what came before it there.</summary>
    private static bool IsStale(JobInstance instance, JobStimulus stimulus) => stimulus switch
    {
        JobStimulus.GoalStart => !instance.WantsUp,
        JobStimulus.GoalStop => instance.WantsUp,
        JobStimulus.EventHandled => instance.Emitted is not null,
        JobStimulus.HelperEnded or JobStimulus.HelperSpawnFailed => instance.Helper is not null,
        JobStimulus.MainEnded or JobStimulus.MainSpawnFailed => instance.Main is not null,
        JobStimulus.MainStarted or JobStimulus.MainReady => instance.Main is null,
        JobStimulus.ProcessesGone or JobStimulus.NeighbourChanged => false,
        JobStimulus.DeadlinePassed => instance.State != instance.LateIn || instance.Deadline is not null,
        JobStimulus.ConditionsMet => instance.Conditions != ConditionCheck.Met,
        _ => throw new UnreachableException($"{stimulus}"),
    };

    private void Proceed(JobInstance instance)
    {
        if (!IsHeld(instance))
        {
            Leave(instance);
        }
    }

    /// <summary>Whether the state's own business is still going on.</summary>
    private bool IsHeld(JobInstance instance) => instance.State switch
    {
        JobState.Waiting => !instance.WantsUp || instance.Deadline is not null || !MayStart(instance)
            || !AreConditionsMet(instance),
        JobState.Starting or JobState.Stopping => instance.Emitted is not null,
        JobState.PreStart or JobState.PostStart or JobState.PreStop or JobState.PostStop => instance.Helper is not null,
        JobState.Spawned => instance.Goal == JobGoal.Start && !instance.IsReady,
        JobState.Running => instance.Goal switch
        {
            JobGoal.Start => true,
            JobGoal.Stop => instance.Helper is not null
                || (!instance.IsKilledOutright && (instance.Main is not null || instance.Definition.Command is null) && MustWaitToStop(instance)),
            JobGoal.Respawn => instance.Helper is not null,
            _ => throw new UnreachableException($"{instance.Goal}"),
        },
        JobState.Killed => instance.Main is not null || instance.Remains is not null,
        JobState.Unkillable => true,
        _ => throw new UnreachableException($"{instance.State}"),
    };

    private void Leave(JobInstance instance)
    {
        bool hasMain = instance.Main is not null && !instance.IsKilledOutright;
        JobState next = instance.Clearing != Clearing.None ? JobState.Waiting : JobMachine.Next(instance.State, instance.Goal, hasMain);
        if (next == instance.State)
        {
            return;
        }

        Enter(instance, next);
    }

    private void Enter(JobInstance instance, JobState state)
    {
        if (IsSaid(LogLevel.Info))
        {
            Say(LogLevel.Info, instance, $"state changed from {Text(instance.State)} to {Text(state)}");
        }

        MoveTo(instance, state);
        (instance.Deadline, instance.Released) = (null, null);
        switch (state)
        {
            case JobState.Waiting:
                EnterWaiting(instance);
                break;
            case JobState.Starting:
                EnterStarting(instance);
                break;
            case JobState.PreStart:
                RunHelper(instance, ProcessRole.PreStart, instance.Definition.PreStart);
                break;
            case JobState.Spawned:
                EnterSpawned(instance);
                break;
            case JobState.PostStart:
                RunHelper(instance, ProcessRole.PostStart, instance.Definition.PostStart);
                break;
            case JobState.Running:
                EnterRunning(instance);
                break;
            case JobState.PreStop:
                RunHelper(instance, ProcessRole.PreStop, instance.Definition.PreStop);
                break;
            case JobState.Stopping:
                SetDeadline(instance, SupervisorLimits.StoppingEvent);
                EmitOwn(instance, "stopping", withResult: true);
                break;
            case JobState.Killed:
                EnterKilled(instance);
                break;
            case JobState.PostStop:
                RunHelper(instance, ProcessRole.PostStop, instance.Definition.PostStop);
                break;
            case JobState.Unkillable:
                EnterUnkillable(instance);
                break;
            default:
                throw new UnreachableException($"{state}");
        }
    }

    private void MoveTo(JobInstance instance, JobState state) => (instance.State, instance.Since) = (state, _now);

    private void EnterStarting(JobInstance instance)
    {
        instance.Goal = JobGoal.Start;
        instance.Invocation = ++_lastInvocation;
        (instance.HasHelped, instance.HasHelperStrays, instance.KeepsStrays) = (false, false, false);
        (instance.StartsAgain, instance.IsKilledOutright, instance.StopCause) = (false, false, null);
        TakeNextVariables(instance);
        instance.Definition = instance.Main is null ? instance.Job.Definition : instance.Definition;
        (instance.Conditions, instance.IsStopWanted, instance.IsGivenUp) = (ConditionCheck.None, false, false);
        instance.Notes = ProcessNotes.None;
        instance.StopVariables = [];
        instance.StopOn = instance.Definition.StopOn is EventExpression stopOn ? new ExpressionState(stopOn) : null;
        (instance.Failure, instance.MainEnd, instance.MainProblem) = (null, null, null);
        (instance.IsReady, instance.IsDone) = (false, false);
        SetDeadline(instance, SupervisorLimits.StartingEvent);
        EmitOwn(instance, "starting", withResult: false);
    }

    private void EnterSpawned(JobInstance instance)
    {
        if (instance.Definition.Command is not JobCommand command)
        {
            Leave(instance);
            return;
        }

        SetDeadline(instance, instance.Definition.StartTimeout);
        instance.Main = Spawn(instance, ProcessRole.Main, command);
    }

    private void EnterRunning(JobInstance instance)
    {
        EmitOwn(instance, "started", withResult: false);
        TellUp(instance);
    }

    private void TellUp(JobInstance instance)
    {
        if (instance.Definition.Type != JobType.Task)
        {
            FinishStart(instance, Done(instance), isFailure: false);
        }

        FinishStop(instance, Overtaken(instance));
        TellNeighbours(instance);
    }

    private void EnterKilled(JobInstance instance)
    {
        bool isAsked = instance.Definition.KillTimeout > TimeSpan.Zero && instance.Definition.KillSignal != Signal.Kill
            && !instance.IsKilledOutright;
        DropSought(instance);
        if (instance.Main is not RunningProcess main)
        {
            NoteRemainsOfOthers(instance);
            EndRemains(instance, isAsked ? KillStage.Asked : KillStage.Killed);
            SetDeadline(instance, isAsked ? KillTimeout(instance) : SupervisorLimits.KillGrace);
            Proceed(instance);
            return;
        }

        if (main.Kill != KillStage.Killed)
        {
            Kill(instance, main, isAsked ? KillStage.Asked : KillStage.Killed);
        }

        SetDeadline(instance, isAsked ? KillTimeout(instance) : SupervisorLimits.KillGrace);
    }

    private void KillHarder(JobInstance instance)
    {
        if (instance.Main is not RunningProcess main)
        {
            if (instance.Remains is Remains remains)
            {
                EndRemainsHarder(instance, remains);
            }
            else
            {
                Leave(instance);
            }
        }
        else if (main.Kill != KillStage.Killed)
        {
            Kill(instance, main, KillStage.Killed);
            SetDeadline(instance, SupervisorLimits.KillGrace);
        }
        else if (main is { SessionPid: 0, IsGivenUp: false })
        {
            // It hangs before its program: nothing has come from it, and nothing will.
            main.IsGivenUp = true;
            _effects.Add(new SupervisorEffect.GiveUp(main.Ticket));
            SetDeadline(instance, SupervisorLimits.KillGrace);
        }
        else
        {
            Enter(instance, JobState.Unkillable);
        }
    }

    private void EnterUnkillable(JobInstance instance)
    {
        int pid = instance.Main?.Pid ?? 0;
        Fail(instance, new JobFailure("main", null, $"process {pid} is still there after SIGKILL"));
        instance.StartsAgain = false;
        FinishStop(instance, Failed(instance, instance.Failure), isFailure: true);
        FinishStart(instance, Failed(instance, instance.Failure), isFailure: true);
        TellNeighbours(instance);
    }

    private void RunHelper(JobInstance instance, ProcessRole role, Hook? hook)
    {
        (instance.HelperEnd, instance.HelperProblem) = (null, null);
        if (hook is null)
        {
            Leave(instance);
            return;
        }

        SetDeadline(instance, hook.Timeout);
        instance.Helper = Spawn(instance, role, hook.Command);
    }

    /// <summary>Asks the helper to end, more firmly each time; at last goes on without it.</summary>
    private void EndHelper(JobInstance instance, bool isLate)
    {
        if (instance.Helper is not RunningProcess helper)
        {
            if (isLate)
            {
                LoseSought(instance);
            }

            Proceed(instance);
            return;
        }

        // It has its time to be gone in any case.
        if (!isLate && helper.Kill == KillStage.Killed)
        {
            return;
        }

        if (isLate && helper.Kill == KillStage.None)
        {
            instance.HelperProblem = "took longer than its time limit";
        }

        if (helper.Kill == KillStage.Killed)
        {
            Say(LogLevel.Error, instance, $"{Text(helper.Role)} process {helper.Pid} is still there after SIGKILL; going on without it");
            instance.Helper = null;
            JudgeHelper(instance);
            return;
        }

        Kill(instance, helper, helper.Kill + 1);
        SetDeadline(instance, helper.Kill == KillStage.Asked ? KillTimeout(instance) : SupervisorLimits.KillGrace);
    }

    private void JudgeHelper(JobInstance instance)
    {
        bool counts = instance.State is JobState.PreStart or JobState.PostStop;
        bool wasTurned = instance.State == JobState.PreStart && instance.Goal == JobGoal.Stop;
        string name = instance.State == JobState.PreStart ? "pre-start" : "post-stop";
        if (counts && !wasTurned)
        {
            if (instance.HelperProblem is string problem)
            {
                Fail(instance, new JobFailure(name, null, $"{name} {problem}"));
            }
            else if (instance.HelperEnd is ProcessEnd end and not ProcessEnd.Exited { Code: 0 })
            {
                Fail(instance, new JobFailure(name, end, $"{name} process {Text(end)}"));
            }
        }

        Proceed(instance);
    }
}
