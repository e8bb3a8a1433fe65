using System;
using MiniInit.Linux;
using MiniInit.Linux.Processes;

namespace MiniInit.Supervision.Children;

/// <summary>A process that a job named as its main one. It need not be our child, so its pid alone says nothing.</summary>
/// <param name="child">The process that we started, whose place it took.</param>
/// <param name="entry">What it is: its pid with its start time names it once and for all.</param>
/// <param name="pidFd">Tells of its end; null where the kernel has none.</param>
/// <param name="token">By which epoll tells of it.</param>
internal sealed class NamedMain(Child child, ProcessEntry entry, PidFd? pidFd, ulong token) : IDisposable
{
    public Child Child => child;

    public ProcessEntry Entry => entry;

    public PidFd? PidFd => pidFd;

    public ulong Token => token;

    /// <summary>Whether it has ended and nobody but its own parent can tell how: it is not ours to reap.</summary>
    public bool IsGoneUnseen => pidFd is not { HasEnded: false } && IsNotThere;

    public void Dispose() => pidFd?.Dispose();

    private bool IsNotThere => !ProcessTable.TryRead(entry.Pid, out ProcessEntry now) || now.StartTime != entry.StartTime
        || (now.IsZombie && now.ParentPid != CurrentProcess.Id);
}
