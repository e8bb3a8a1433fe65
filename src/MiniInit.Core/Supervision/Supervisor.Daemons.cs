using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>
/// Daemons: programs whose first process ends when another one is ready to work. Which one that is the shell finds; here
/// is when it is to be looked for, how long, and what comes of it.
/// </content>
/// <remarks>
/// Forks are not counted. As long as the main process is looked for, the job keeps its main process, which then has no
/// process id; so a stop finds a job that is neither up nor down. It goes its way, and what is left of the job is ended in
/// place of the process that nobody knows.
/// </remarks>
public sealed partial class Supervisor
{
    private static bool IsDaemon(JobDefinition job) => job.Ready is Readiness.Fork or Readiness.Daemon;

    /// <summary>Whether the first process of a daemon is still there although another one is the main process.</summary>
    private bool HasFirst(RunningProcess process) =>
        process.Search is not null && process.Pid != process.SessionPid
        && _byPid.GetValueOrDefault(process.SessionPid) == process;

    /// <summary>Takes the end of a process of a daemon; false if it is the end of the job's main process as of any other's.</summary>
    private bool GoesOn(RunningProcess process, DaemonSearch search, SupervisorInput.ChildExited exited)
    {
        if (exited.Pid != process.Pid)
        {
            NoteFirstEnded(process, exited);
            return true;
        }

        if (HasFirst(process) || process.SessionPid == 0)
        {
            TakeFirstAgain(process, search);
            return true;
        }

        if (exited.IsUnseen || exited.End is not ProcessEnd.Exited { Code: 0 } || !IsOwnEnd(process) || WayAfter(process.Instance, search) is not MainSearch way)
        {
            return false;
        }

        SayEnd(process, exited);
        bool isSoon = search.ChosenAt is TimeSpan chosen && _now - chosen <= SupervisorLimits.DaemonChoosing;
        (search.Handovers, search.FormerPid) = (isSoon ? search.Handovers + 1 : 0, exited.Pid);
        Seek(process, search, way);
        return true;
    }

    /// <summary>How the main process is looked for after one has ended well; null if that was the end of it.</summary>
    private MainSearch? WayAfter(JobInstance instance, DaemonSearch search)
    {
        if (search.ChosenAt is not TimeSpan chosen)
        {
            return MainSearch.Patient;
        }

        // Soon after it was chosen it was on its way to another. Later it has done its work, unless its file says otherwise.
        if (_now - chosen <= SupervisorLimits.DaemonChoosing)
        {
            return search.Handovers < SupervisorLimits.DaemonHandovers ? MainSearch.AtOnce : null;
        }

        return instance.Definition.PidFile is null ? null : MainSearch.ByFile;
    }

    private void Seek(RunningProcess process, DaemonSearch search, MainSearch way)
    {
        JobInstance instance = process.Instance;
        if (search.IsSettling && instance.State == JobState.Spawned)
        {
            SetDeadline(instance, search.StartBy - _now);
        }

        (process.Pid, search.IsOpen, search.Way, search.IsSettling) = (0, true, way, false);
        instance.NoteChange();
        _effects.Add(new SupervisorEffect.FindMain(process.Ticket, instance.Definition, instance.Name, way));
        LimitSearch(instance);
    }

    /// <summary>A job that is up has no limit of its own for the answer; on the way there is always one.</summary>
    private void LimitSearch(JobInstance instance)
    {
        if (instance is { State: JobState.Running, Deadline: null, Main.Search.IsOpen: true })
        {
            SetDeadline(instance, SupervisorLimits.KillGrace);
        }
    }

    /// <summary>
    /// The first process has ended, and named the main one before. That it ended well is the daemon's word that it is ready.
    /// </summary>
    private void NoteFirstEnded(RunningProcess process, SupervisorInput.ChildExited exited)
    {
        JobInstance instance = process.Instance;
        Say(LogLevel.Info, instance, $"first process ({exited.Pid}) {Text(exited.End)}");
        if (instance.State != JobState.Spawned || instance.Goal != JobGoal.Start)
        {
            return;
        }

        if (exited.End is ProcessEnd.Exited { Code: 0 })
        {
            BecomeReady(instance);
            return;
        }

        (instance.MainEnd, instance.MainEndPid) = (exited.End, exited.Pid);

        // Not the end of the one that it named, which is to be killed now.
        instance.MainProblem = MainEndText(instance, exited.End);
        Judge(instance, exited.End);
        Stimulate(instance, JobStimulus.MainReady);
    }

    /// <summary>The one that was named is gone before the first process is, which counts as before.</summary>
    private void TakeFirstAgain(RunningProcess process, DaemonSearch search)
    {
        JobInstance instance = process.Instance;
        Say(LogLevel.Info, instance, $"process {process.Pid}, which was named as its main process, is gone; {process.SessionPid} is that again");
        process.Pid = process.SessionPid;
        search.ChosenAt = instance.State == JobState.Spawned ? null : _now;
        instance.NoteChange();
        if (process.Kill != KillStage.None)
        {
            Kill(instance, process, process.Kill);
        }
    }

    /// <summary>A main process was found, or has been named while it was looked for or not.</summary>
    private void NoteChosen(RunningProcess process, DaemonSearch search, SupervisorInput.MainChanged changed)
    {
        JobInstance instance = process.Instance;
        if (!search.IsOpen)
        {
            // The first process may name itself, and is what it was then.
            bool isFirst = process.Pid == process.SessionPid && instance.State == JobState.Spawned;
            search.ChosenAt = isFirst ? null : _now;
            return;
        }

        search.ChosenAt = _now;

        // It may have been named: what the search finds after that is not wanted.
        search.IsOpen = false;
        _effects.Add(new SupervisorEffect.StopFinding(process.Ticket));
        SayFound(instance, process, search, changed);
        if (instance is { State: JobState.Running, Helper: null })
        {
            instance.Deadline = null;
        }

        if (instance.State != JobState.Spawned || instance.Goal != JobGoal.Start)
        {
            return;
        }

        if (instance.Definition.Ready is Readiness.Daemon && changed.LeadsSession && !search.IsSecondLook && !search.IsLast)
        {
            search.StartBy = instance.Deadline ?? _now;
            (search.IsSettling, search.IsSecondLook) = (true, true);
            TimeSpan left = search.StartBy - _now;
            SetDeadline(instance, left < SupervisorLimits.DaemonSettling ? left : SupervisorLimits.DaemonSettling);
            return;
        }

        BecomeReady(instance);
    }

    private void SayFound(JobInstance instance, RunningProcess process, DaemonSearch search, SupervisorInput.MainChanged changed)
    {
        if (changed.FileProblem is string problem)
        {
            Say(LogLevel.Warn, instance, $"{FileText(instance, problem)}; process {process.Pid} is taken for the main process");
        }
        else if (search.Handovers > 0 || search.Way == MainSearch.ByFile)
        {
            string what = search.Way == MainSearch.ByFile ? "ended" : "forked again and ended";
            Say(LogLevel.Message, instance, $"process {search.FormerPid} {what}; process {process.Pid} is the main process");
        }
    }

    private static string FileText(JobInstance instance, string problem) =>
        instance.Definition.PidFile is string file ? $"its pid-file {file} {problem}" : problem;

    private void NoteMainMissing(SupervisorInput.MainMissing missing)
    {
        if (!_processes.TryGetValue(missing.Process.Number, out RunningProcess? process) || process != process.Instance.Main
            || process.Search is not { IsOpen: true } search)
        {
            return;
        }

        JobInstance instance = process.Instance;
        Touch(instance);
        bool isStart = instance.State == JobState.Spawned && instance.Goal == JobGoal.Start;
        string file = missing.FileProblem is string problem ? FileText(instance, problem) : "";
        if (!isStart && file.Length > 0)
        {
            Say(LogLevel.Info, instance, file);
        }

        EndSearch(instance, process, search);
        NoteRemains(instance, process, mayHaveLeft: true);
        if (isStart)
        {
            JudgeMissing(instance, file.Length == 0 ? "" : $", and {file}");
        }

        Stimulate(instance, JobStimulus.MainEnded);
    }

    /// <summary>
    /// A daemon of which nothing is left has failed, whatever its first process said: it is respawned by each policy but
    /// that for good ends, as systemd does after its result <c>protocol</c>.
    /// </summary>
    private void JudgeMissing(JobInstance instance, string more)
    {
        string sentence = $"expected a daemon; the first process ended and left no process behind{more}";
        (instance.MainEnd, instance.MainProblem) = (null, sentence);
        bool isRespawned = instance.Definition.Respawn is RespawnPolicy.Always or RespawnPolicy.OnFailure or RespawnPolicy.OnAbnormal;
        if (isRespawned && !IsShuttingDown)
        {
            Respawn(instance, null);
        }
        else
        {
            Fail(instance, new JobFailure("main", null, sentence));
        }
    }

    /// <summary>There is no main process any more, as if the one before the search had been the last.</summary>
    private void EndSearch(JobInstance instance, RunningProcess process, DaemonSearch search)
    {
        // Also after an answer, which may be that to an earlier question.
        search.IsOpen = false;
        _effects.Add(new SupervisorEffect.StopFinding(process.Ticket));
        _processes.Remove(process.Ticket.Number);
        (instance.Main, instance.MainEnd, instance.MainEndPid) = (null, new ProcessEnd.Exited(0), search.FormerPid);
    }

    /// <summary>The answer does not come, or there is no time for it: the last known end counts.</summary>
    private void LoseSought(JobInstance instance)
    {
        if (instance.Main is { Search: { IsOpen: true } search } main)
        {
            EndSearch(instance, main, search);
            NoteRemains(instance, main, mayHaveLeft: true);
            Stimulate(instance, JobStimulus.MainEnded);
        }
    }

    /// <summary>The time has come to end the processes, and the main one is not known: all that is left stands for it.</summary>
    private void DropSought(JobInstance instance)
    {
        if (instance.Main is { Search: { IsOpen: true } search } main)
        {
            EndSearch(instance, main, search);
            instance.Remains = new Remains(main.SessionPid, KillStage.None, SignalScope.Tree);
        }
    }

    /// <summary>The time for the start is over. False if there is nothing to go on with: the start has failed.</summary>
    private bool GoesOnLate(JobInstance instance)
    {
        if (instance.Main is not { Search: DaemonSearch search } main)
        {
            return false;
        }

        if (main.Pid > 0)
        {
            if (!search.IsSettling)
            {
                string whose = HasFirst(main) ? $"process {main.Pid}, which was named, is main" : "treating it as main";
                Say(LogLevel.Warn, instance, $"expected a daemon; the first process ({main.SessionPid}) is still running after {Span(instance.Definition.StartTimeout)}; {whose}");
            }

            search.IsSettling = false;
            search.ChosenAt ??= _now;
            BecomeReady(instance);
            return true;
        }

        if (!search.IsOpen || search.IsLast)
        {
            return false;
        }

        search.IsLast = true;
        Seek(main, search, MainSearch.AtOnce);
        SetDeadline(instance, SupervisorLimits.KillGrace);
        return true;
    }

    private static string LateText(JobInstance instance) => instance.Main is { Search.IsOpen: true }
        ? $"expected a daemon; its main process was not found within {Span(instance.Definition.StartTimeout)}"
        : $"not ready within {Span(instance.Definition.StartTimeout)}";

    /// <summary>Says how to start a daemon to one who started it as if it were none.</summary>
    private void HintAtDaemon(RunningProcess process, SupervisorInput.ChildExited exited)
    {
        JobDefinition job = process.Instance.Definition;
        bool isNew = _now - process.Since <= SupervisorLimits.DaemonChoosing;
        if (exited is { End: ProcessEnd.Exited { Code: 0 }, MayHaveLeft: true } && isNew && IsOwnEnd(process)
            && job is { Ready: Readiness.Exec, Type: not JobType.Task, Adoption: null } && AdoptionOf(job) == Adoption.Kill)
        {
            Say(LogLevel.Message, process.Instance, $"its main process ({exited.Pid}) ended with status 0 and left others behind; if it is a daemon, write ready = \"fork\" or run it in the foreground");
        }
    }
}
