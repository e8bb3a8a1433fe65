using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Starts of processes: asked for, made, or not possible.</content>
public sealed partial class Supervisor
{
    /// <summary>
    /// Whether a start that was asked for is to be made still: by the time its turn comes its job may have been stopped. One that
    /// is not made is answered by <see cref="SupervisorInput.SpawnFailed"/>, as others are that were not possible.
    /// </summary>
    /// <param name="process">The number that it was asked for by.</param>
    public bool IsWanted(ProcessTicket process) => _processes.TryGetValue(process.Number, out RunningProcess? known) && known.Kill == KillStage.None;

    private RunningProcess Spawn(JobInstance instance, ProcessRole role, JobCommand command)
    {
        RunningProcess process = new(new ProcessTicket(++_lastTicket), instance, role, _now)
        {
            Search = role == ProcessRole.Main && IsDaemon(instance.Definition) ? new DaemonSearch() : null,
        };
        _processes.Add(process.Ticket.Number, process);
        bool isDown = role is ProcessRole.PreStop or ProcessRole.PostStop;
        _effects.Add(new SupervisorEffect.Spawn(
            process.Ticket,
            instance.Definition,
            instance.Name,
            role,
            command,
            isDown ? [.. instance.Variables, .. instance.StopVariables] : instance.Variables)
        { Removed = instance.Removed, Invocation = instance.Invocation });
        return process;
    }

    private void NoteStarted(SupervisorInput.ChildStarted started)
    {
        if (!_processes.TryGetValue(started.Process.Number, out RunningProcess? process))
        {
            Say(LogLevel.Error, null, $"process {started.Pid} was started and nobody asked for it");
            return;
        }

        Touch(process.Instance);

        process.SessionPid = started.Pid;

        // What it said may have come before the word that it runs, and named another main process.
        if (process.Pid == 0)
        {
            process.Pid = started.Pid;
            _byPid[started.Pid] = process;
            process.Instance.NoteChange();
        }
        else if (process.Search is not null)
        {
            _byPid[started.Pid] = process;
        }

        if (process.Kill != KillStage.None)
        {
            Kill(process.Instance, process, process.Kill);
        }

        if (process.Role == ProcessRole.Main)
        {
            Stimulate(process.Instance, JobStimulus.MainStarted);
        }
        else
        {
            process.Instance.HasHelped = true;
        }
    }

    private void NoteSpawnFailed(SupervisorInput.SpawnFailed failed)
    {
        if (!_processes.Remove(failed.Process.Number, out RunningProcess? process))
        {
            return;
        }

        JobInstance instance = process.Instance;
        Touch(instance);
        string sentence = $"Failed to spawn {instance.Title} {Text(process.Role)} process: {failed.Reason}";
        if (process == instance.Main)
        {
            instance.Main = null;
            if (instance.State == JobState.Spawned && instance.Goal == JobGoal.Start)
            {
                JudgeSpawnFailure(instance, sentence, failed.IsPassing);
            }
            else if (instance.State == JobState.Killed)
            {
                // With a main process its helpers' children would have been ended too.
                NoteRemainsOfOthers(instance);
                EndRemains(instance, process.Kill);
            }

            Stimulate(instance, JobStimulus.MainSpawnFailed);
        }
        else if (process == instance.Helper)
        {
            (instance.Helper, instance.Deadline) = (null, null);
            instance.HelperProblem = "could not be started";
            Say(process.Kill == KillStage.None ? LogLevel.Warn : LogLevel.Info, instance, sentence);
            Stimulate(instance, JobStimulus.HelperSpawnFailed);
        }
        else
        {
            Say(LogLevel.Warn, instance, sentence);
        }
    }

    /// <summary>
    /// A program that is not there fails its job at once. But what ran before is tried again as if it had ended badly, and so is
    /// what failed for a reason that passes: a job that forks too much must not take its neighbours down for good.
    /// </summary>
    private void JudgeSpawnFailure(JobInstance instance, string sentence, bool isPassing)
    {
        bool isRespawned = instance.Definition.Respawn is RespawnPolicy.Always or RespawnPolicy.OnFailure or RespawnPolicy.OnAbnormal;
        if (isRespawned && !IsShuttingDown && (isPassing || instance.Respawns.InARow > 0))
        {
            Say(LogLevel.Warn, instance, sentence);
            Respawn(instance, null);
        }
        else
        {
            Fail(instance, new JobFailure("main", null, sentence));
        }
    }
}
