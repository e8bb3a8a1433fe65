using System;
using System.Diagnostics;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Processes: ready, ended, killed, respawned.</content>
public sealed partial class Supervisor
{
    private void NoteExited(SupervisorInput.ChildExited exited)
    {
        // A pid that is not in the table is an orphan's, and none of our business here.
        if (!_byPid.Remove(exited.Pid, out RunningProcess? process))
        {
            return;
        }

        JobInstance instance = process.Instance;
        Touch(instance);
        if (process == instance.Main && process.Search is DaemonSearch search && GoesOn(process, search, exited))
        {
            return;
        }

        _processes.Remove(process.Ticket.Number);
        SayEnd(process, exited);
        if (process == instance.Main)
        {
            HintAtDaemon(process, exited);
            (instance.Main, instance.MainEnd, instance.MainEndPid) = (null, exited.End, exited.Pid);
            NoteRemains(instance, process, exited.MayHaveLeft);

            Stimulate(instance, instance.State == JobState.Unkillable ? JobStimulus.ProcessesGone : JobStimulus.MainEnded);
        }
        else if (process == instance.Helper)
        {
            (instance.Helper, instance.HelperEnd, instance.Deadline) = (null, exited.End, null);

            // With a main process its end tells, which is still to come. From what is kept of former runs they cannot be told.
            if (exited.MayHaveLeft && instance is { Main: null, HasStrays: false })
            {
                (instance.HasStrays, instance.HasHelperStrays) = (true, true);
            }

            Stimulate(instance, JobStimulus.HelperEnded);
        }
    }

    /// <summary>
    /// Says how a process ended, unless what is made of it will say that: a failure, a respawn. What was asked to end
    /// and did is no news.
    /// </summary>
    private void SayEnd(RunningProcess process, SupervisorInput.ChildExited exited)
    {
        JobInstance instance = process.Instance;
        bool isJudged = process == instance.Main ? instance.Goal == JobGoal.Start
            : process == instance.Helper && process.Role is ProcessRole.PreStart or ProcessRole.PostStop;
        LogLevel level = process.Kill != KillStage.None || isJudged ? LogLevel.Info : End(exited.End);
        if (IsSaid(level))
        {
            Say(level, instance, $"{Text(process.Role)} process ({exited.Pid}) {Text(exited.End)}");
        }
    }

    private void NoteReady(SupervisorInput.Ready ready)
    {
        if (_processes.TryGetValue(ready.Process.Number, out RunningProcess? process) && process == process.Instance.Main
            && process.Search is null)
        {
            Touch(process.Instance);
            BecomeReady(process.Instance);
        }
    }

    /// <summary>Whether a main process is ready as soon as its program runs.</summary>
    private static bool IsReadyByRunning(Readiness ready) => ready switch
    {
        Readiness.Exec => true,
        Readiness.Stop or Readiness.Notify or Readiness.Descriptor or Readiness.Fork or Readiness.Daemon => false,

        // Not in effect yet: they are taken as exec.
        Readiness.File or Readiness.Alive or Readiness.Probed => true,
        _ => throw new UnreachableException(ready.GetType().Name),
    };

    private void BecomeReady(JobInstance instance)
    {
        if (instance.State == JobState.Spawned && !instance.IsReady)
        {
            instance.IsReady = true;
            instance.ReadySince = _now;
        }

        Stimulate(instance, JobStimulus.MainReady);
    }

    private void Kill(JobInstance instance, RunningProcess process, KillStage stage)
    {
        process.Kill = stage;
        if (process.Pid == 0)
        {
            return;
        }

        Signal signal = stage == KillStage.Killed ? Signal.Kill : instance.Definition.KillSignal;
        SignalScope scope = (instance.Definition.KillMode, stage) switch
        {
            _ when instance.IsKilledOutright => SignalScope.Tree,
            (KillMode.Tree, _) => SignalScope.Tree,
            (KillMode.Group, _) => SignalScope.Group,
            (KillMode.Main, _) or (KillMode.Mixed, KillStage.Asked) => SignalScope.Process,
            _ => SignalScope.Tree,
        };
        if (stage == KillStage.Killed)
        {
            Say(LogLevel.Warn, instance, $"Sending KILL signal to {Text(process.Role)} process ({process.Pid})");
        }

        Send(process, signal, scope, isWhole: process.Role == ProcessRole.Main || instance.IsKilledOutright);
    }

    /// <summary>Sends a signal.</summary>
    /// <param name="process">To whom.</param>
    /// <param name="signal">What.</param>
    /// <param name="scope">How far.</param>
    /// <param name="isWhole">
    /// Whether a tree is all that came from the instance. A helper that is late must not take the main process along.
    /// </param>
    private void Send(RunningProcess process, Signal signal, SignalScope scope, bool isWhole)
    {
        bool isNamed = isWhole && scope == SignalScope.Tree;
        _effects.Add(new SupervisorEffect.Send(process.Ticket, process.Pid, signal, scope)
        {
            Job = isNamed ? process.Instance.Job.Definition.Name : "",
            Instance = isNamed ? process.Instance.Name : "",
        });
    }

    private TimeSpan KillTimeout(JobInstance instance)
    {
        TimeSpan own = instance.Definition.KillTimeout;
        return _isHurried && own > SupervisorLimits.HurriedKill ? SupervisorLimits.HurriedKill : own;
    }

    /// <summary>The main process ended by itself: decides between a respawn, an end, and a failure.</summary>
    private void JudgeMain(JobInstance instance)
    {
        if (instance.Goal == JobGoal.Start)
        {
            Judge(instance, instance.MainEnd);
        }

        if (instance.Helper is null)
        {
            Leave(instance);
        }
        else if (instance.State == JobState.Running && instance.Helper.Kill == KillStage.None)
        {
            EndHelper(instance, isLate: false);
        }
    }

    private void Judge(JobInstance instance, ProcessEnd? end)
    {
        JobDefinition job = instance.Definition;
        bool isNormal = end is ProcessEnd.Exited { Code: 0 };
        bool isListed = end is not null && IsListed(job.NormalExit, end);
        bool isTask = job.Type == JobType.Task;
        bool respawns = job.Respawn switch
        {
            RespawnPolicy.Never => false,
            RespawnPolicy.Always => !isListed && !(isTask && isNormal),
            RespawnPolicy.OnFailure => !isListed && !isNormal,
            RespawnPolicy.OnSuccess => (isNormal || isListed) && !isTask,
            RespawnPolicy.OnAbnormal => !isListed && end is ProcessEnd.Killed,
            _ => throw new ArgumentOutOfRangeException(nameof(instance), job.Respawn, "no such policy"),
        };
        if (respawns && !IsShuttingDown)
        {
            Respawn(instance, end);
        }
        else if (isNormal || isListed)
        {
            (instance.IsDone, instance.StopCause) = (isTask, new StopCause.Ended());
            Finish(instance);
        }
        else
        {
            Fail(instance, new JobFailure("main", end, $"main process ({instance.MainEndPid}) {Text(end)}{Errno(instance)}"));
            Finish(instance);
        }
    }

    private static bool IsListed(ValueList<ProcessEnd> ends, ProcessEnd end)
    {
        foreach (ProcessEnd listed in ends)
        {
            if (listed == end)
            {
                return true;
            }
        }

        return false;
    }

    private void Respawn(JobInstance instance, ProcessEnd? end)
    {
        JobDefinition job = instance.Definition;
        if (instance.IsReady && instance.ReadySince is TimeSpan since && _now - since >= job.RespawnDelay.Reset)
        {
            instance.Respawns.NoteStable(job.RespawnLimit);
        }

        if (instance.Respawns.TryAdd(job.RespawnLimit, _now))
        {
            LogLevel level = end is ProcessEnd.Exited { Code: 0 } ? LogLevel.Message : LogLevel.Warn;
            Say(level, instance, $"{MainEndText(instance, end)}, respawning");
            instance.Goal = JobGoal.Respawn;
            return;
        }

        Fail(instance, new JobFailure(
            Respawning, end, $"{MainEndText(instance, end)}; respawning too fast, stopped"));
        switch (job.RespawnLimit.Then)
        {
            case RespawnEnd.Fail:
                break;
            case RespawnEnd.Exit:
                EndInit(ExitCodeOf(end, isFailure: true));
                break;
            case RespawnEnd.Retry retry:
                instance.RetryAfter = retry.Pause;
                Say(LogLevel.Message, instance, $"is started again in {Span(retry.Pause)}");
                break;
            default:
                throw new UnreachableException(job.RespawnLimit.Then.GetType().Name);
        }

        Finish(instance);
    }

    /// <summary>The job is over: nobody asked for that, and the end of the main job is that of init.</summary>
    private void Finish(JobInstance instance)
    {
        instance.Goal = JobGoal.Stop;
        instance.IsActivated = false;
        if (!instance.IsDone)
        {
            StopDependents(instance);
        }

        if (instance.Definition.IsMain && instance.RetryAfter is null && !IsShuttingDown)
        {
            EndInit(ExitCodeOf(instance.MainEnd, isFailure: false));
        }
    }

    private TimeSpan RespawnPause(JobInstance instance) =>
        instance.Respawns.Pause(instance.Definition.RespawnDelay, WasReady(instance), _chance.Next());

    internal static string MainEndText(JobInstance instance, ProcessEnd? end) =>
        instance.MainProblem is string problem ? problem
        : end is null ? "main process could not be started" : $"main process ({instance.MainEndPid}) {Text(end)}";

    private static string Errno(JobInstance instance) =>
        instance.Notes.Errno is int errno and not 0 ? $", and said errno {errno}" : "";

    /// <summary>With ready = "exec" a program that ends at once was ready too; it has to have lived for a second.</summary>
    private bool WasReady(JobInstance instance) => instance.IsReady
        && (!IsReadyByRunning(instance.Definition.Ready)
            || _now - instance.ReadySince >= SupervisorLimits.AliveForReady);

    private static int ExitCodeOf(ProcessEnd? end, bool isFailure) => end switch
    {
        ProcessEnd.Exited { Code: 0 } => isFailure ? 1 : 0,
        ProcessEnd.Exited exited => exited.Code,
        ProcessEnd.Killed killed => 128 + killed.Signal.Number,
        _ => 1,
    };

    private static LogLevel End(ProcessEnd end) =>
        end is ProcessEnd.Exited { Code: 0 } ? LogLevel.Info : LogLevel.Warn;
}
