using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>
/// What is left of a job when its main process has ended: workers of a server that was killed, children of a shell. They
/// hold its port and its files, so the job is not down, and not started again, before they are gone too.
/// </content>
public sealed partial class Supervisor
{
    /// <summary>
    /// Notes that a main process may have left others behind. After an end of its own the job says what becomes of them.
    /// In a stop they are asked at once, once more if they were asked with it: a shell forks between its signal and its end.
    /// </summary>
    private void NoteRemains(JobInstance instance, RunningProcess main, bool mayHaveLeft)
    {
        bool isOwnEnd = IsOwnEnd(main);
        bool isUnknown = main.Search is { ChosenAt: null };
        Adoption adoption = AdoptionOf(instance.Definition);
        instance.KeepsStrays = isOwnEnd && adoption != Adoption.Kill;
        (instance.HasStrays, instance.HasHelperStrays) = (mayHaveLeft, false);
        if (!mayHaveLeft || main.SessionPid == 0 || instance.State == JobState.Unkillable)
        {
            return;
        }

        if (instance.KeepsStrays)
        {
            if (adoption == Adoption.Warn)
            {
                _effects.Add(new SupervisorEffect.TellStrays(instance.Job.Definition.Name, instance.Name));
            }

            return;
        }

        // A daemon that was stopped in the middle of its start leaves one behind that was to be the main process.
        if (!isOwnEnd && !isUnknown && instance.Definition.KillMode == KillMode.Main && !instance.IsKilledOutright)
        {
            return;
        }

        bool isGroup = instance.Definition.KillMode == KillMode.Group && !isUnknown;
        instance.Remains = new Remains(main.SessionPid, KillStage.None, isGroup ? SignalScope.Group : SignalScope.Tree);
        if (instance.State == JobState.Killed)
        {
            bool isKilled = main.Kill == KillStage.Killed || instance.Definition.KillMode == KillMode.Mixed
                || instance.IsKilledOutright;
            EndRemains(instance, isKilled ? KillStage.Killed : KillStage.Asked);
        }
    }

    /// <summary>Whether a main process ends that nobody asked to, while its job was to stay up.</summary>
    private static bool IsOwnEnd(RunningProcess main) => main is { Kill: KillStage.None, Instance.Goal: JobGoal.Start }
        && main.Instance.State is JobState.Spawned or JobState.PostStart or JobState.Running;

    private static Adoption AdoptionOf(JobDefinition job) =>
        job.Adoption ?? (job.KillMode == KillMode.Main ? Adoption.Keep : Adoption.Kill);

    /// <summary>
    /// Notes that helpers or former runs may have left others behind, where there is no main process with whom they would be
    /// ended. Often that is not so, which is told at once.
    /// </summary>
    private void NoteRemainsOfOthers(JobInstance instance)
    {
        bool isStop = instance.IsStopWanted || IsShuttingDown;
        if (instance.Remains is null && EndsTree(instance)
            && (instance is { HasHelped: true, KeepsStrays: false } || (instance.HasStrays && isStop)))
        {
            instance.Remains = new Remains(0, KillStage.None, SignalScope.Tree);
        }
    }

    private static bool EndsTree(JobInstance instance) =>
        instance.Definition.KillMode is KillMode.Tree or KillMode.Mixed || instance.IsKilledOutright;

    /// <summary>Ends what former runs left behind of an instance that has no process of its own, as its kill-mode says.</summary>
    /// <returns>False where nothing is known of such.</returns>
    private bool TryClear(JobInstance instance, Clearing clearing)
    {
        if (!instance.HasStrays || !EndsTree(instance))
        {
            return false;
        }

        Touch(instance);
        (instance.Clearing, instance.Remains) = (clearing, new Remains(0, KillStage.None, SignalScope.Tree));
        Enter(instance, JobState.Killed);
        return true;
    }

    /// <summary>Nothing of former runs is left of an instance that was down before.</summary>
    private void StayDown(JobInstance instance)
    {
        FinishStart(instance, Overtaken(instance), isFailure: true);
        FinishStop(instance, Done(instance));
        TellNeighbours(instance);
        Forget(instance);
    }

    /// <summary>Asks what is left to end, and to be told when it has.</summary>
    private void EndRemains(JobInstance instance, KillStage stage)
    {
        if (instance.Remains is not Remains remains)
        {
            return;
        }

        Signal signal = stage == KillStage.Killed ? Signal.Kill : instance.Definition.KillSignal;
        instance.Remains = remains with { Kill = stage };
        _effects.Add(new SupervisorEffect.EndRemains(instance.Job.Definition.Name, instance.Name, remains.Pid, signal,
            instance.IsKilledOutright ? SignalScope.Tree : remains.Scope));
    }

    private void NoteGone(SupervisorInput.ProcessesGone gone)
    {
        if (Find(gone.Job, gone.Instance) is JobInstance { Remains: Remains remains } instance && remains.Pid == gone.Pid)
        {
            Touch(instance);
            instance.HasStrays &= remains.Scope != SignalScope.Tree;
            instance.Remains = null;
            if (gone.HadNone && instance.Clearing == Clearing.AtRest)
            {
                FinishStop(instance, NotRunning(instance));
            }

            Stimulate(instance, JobStimulus.ProcessesGone);
        }
    }

    /// <summary>Kills what is left; at last goes on without it.</summary>
    private void EndRemainsHarder(JobInstance instance, Remains remains)
    {
        if (remains.Kill != KillStage.Killed)
        {
            string whose = remains.Pid != 0 ? $"its main process ({remains.Pid})" : instance.HasFormerStrays ? "a former run" : "its helpers";
            Say(LogLevel.Warn, instance, $"Sending KILL signal to what {whose} left behind");
            EndRemains(instance, KillStage.Killed);
            SetDeadline(instance, SupervisorLimits.KillGrace);
            return;
        }

        Say(LogLevel.Error, instance, "some of its processes are still there after SIGKILL; going on without them");
        (instance.Remains, instance.HasStrays) = (null, false);
        Leave(instance);
    }
}
