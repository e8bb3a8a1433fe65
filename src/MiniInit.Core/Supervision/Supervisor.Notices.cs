using System;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;

namespace MiniInit.Core.Supervision;

/// <content>What processes say of themselves: ready, stopping, reloading, in need of time, or that another is the main one.</content>
public sealed partial class Supervisor
{
    private void NoteNotified(SupervisorInput.Notified notified)
    {
        if (!_processes.TryGetValue(notified.Process.Number, out RunningProcess? process))
        {
            return;
        }

        NotifyMessage message = notified.Message;
        JobInstance instance = process.Instance;
        ProcessNotes notes = instance.Notes;
        Touch(instance);

        // As in systemd, STOPPING wins over the others, and RELOADING with READY is a reload that is over already.
        instance.Notes = notes with
        {
            Status = message.Status is null ? notes.Status : Shortened(message.Status),
            IsStopping = notes.IsStopping || message.IsStopping,
            IsReloading = (notes.IsReloading || message.IsReloading) && !message.IsReady && !message.IsStopping,
            Errno = message.Errno ?? notes.Errno,
        };
        if (message.IsReady && process == instance.Main && instance.Definition.Ready is Readiness.Notify)
        {
            BecomeReady(instance);
        }

        if (message.Extension is TimeSpan extension)
        {
            Extend(instance, extension);
        }
    }

    private static string? Shortened(string text)
    {
        if (text.Length <= SupervisorLimits.StatusText)
        {
            return text.Length == 0 ? null : text;
        }

        // Half of a pair would not be a character.
        int length = SupervisorLimits.StatusText;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    /// <summary>
    /// Moves the time limit of the state out, never in: only where processes are what is waited for, and not once they
    /// have been killed. The budget of a shutdown stays what it is.
    /// </summary>
    private void Extend(JobInstance instance, TimeSpan extension)
    {
        bool isOnProcesses = instance.State switch
        {
            JobState.Spawned => true,
            JobState.Killed => instance.Main?.Kill == KillStage.Asked,
            JobState.PreStart or JobState.PostStart or JobState.Running or JobState.PreStop or JobState.PostStop =>
                instance.Helper?.Kill == KillStage.None,
            JobState.Waiting or JobState.Starting or JobState.Stopping or JobState.Unkillable => false,
            _ => throw new System.Diagnostics.UnreachableException($"{instance.State}"),
        };
        if (instance is { State: JobState.Spawned, Main.Search: { IsSettling: true } search })
        {
            search.StartBy = search.StartBy < _now + extension ? _now + extension : search.StartBy;
        }
        else if (isOnProcesses && instance.Deadline < _now + extension)
        {
            SetDeadline(instance, extension);
        }
    }

    private void NoteMainChanged(SupervisorInput.MainChanged changed)
    {
        if (!_processes.TryGetValue(changed.Process.Number, out RunningProcess? process) || process != process.Instance.Main
            || process.Pid == changed.Pid)
        {
            return;
        }

        if (changed.Pid <= 0 || (_byPid.TryGetValue(changed.Pid, out RunningProcess? owner) && owner != process))
        {
            Say(LogLevel.Warn, process.Instance, $"process {changed.Pid} cannot be its main process: it is another's");
            return;
        }

        Touch(process.Instance);
        process.Instance.NoteChange();

        // The end of the first process of a daemon is its word that it is ready, also where it is not the main one any more.
        if (process.Search is null || process.Pid != process.SessionPid)
        {
            _byPid.Remove(process.Pid);
        }

        process.Pid = changed.Pid;
        _byPid[process.Pid] = process;
        Say(LogLevel.Info, process.Instance, $"main process is {process.Pid} now");
        if (process.Search is DaemonSearch search)
        {
            NoteChosen(process, search, changed);
        }

        if (process.Kill != KillStage.None)
        {
            Kill(process.Instance, process, process.Kill);
        }
    }
}
