using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Processes;

namespace MiniInit.ExecMode;

/// <summary>The processes below us other than those that were there before we were.</summary>
/// <remarks>
/// A program can be exec'ed by a process that already has children. They are our children then, and we reap them, but
/// they have nothing to do with the command: they are never signalled and never waited for.
/// </remarks>
internal sealed class OtherProcesses
{
    private readonly List<ProcessEntry> _inherited = [];
    private readonly bool _inheritedUnknown;

    /// <summary>Notes the children that we have by now, before the command is started.</summary>
    public OtherProcesses()
    {
        while (Reaper.TryReap(out _) is var result && result != ReapResult.NoChildren)
        {
            if (result == ReapResult.Changed)
            {
                continue;
            }

            _inheritedUnknown = !TryNoteChildren();
            return;
        }
    }

    /// <summary>Sends to every live one.</summary>
    /// <returns>How many got it, or -1 when they cannot be found: no /proc, and not PID 1 either.</returns>
    public int Signal(int signal)
    {
        if (TryFind() is not { } processes)
        {
            bool everyone = CurrentProcess.Id == 1 && !_inheritedUnknown && _inherited.Count == 0;
            return !everyone ? -1 : SignalSender.SendToEveryoneAsInit(signal) == Errno.None ? 1 : 0;
        }

        int count = 0;
        foreach (ProcessEntry process in processes)
        {
            if (SignalSender.SendTo(process, signal) == Errno.None)
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>True when none is left.</summary>
    /// <param name="lastReap">What the last attempt to reap brought.</param>
    public bool AreGone(ReapResult lastReap) =>
        lastReap == ReapResult.NoChildren || (_inherited.Count > 0 && TryFind() is { Count: 0 });

    private IReadOnlyList<ProcessEntry>? TryFind() => ProcessTable.TryReadAll() is { } table
        ? Descendants.Of(table, CurrentProcess.Id, _inherited)
        : null;

    private bool TryNoteChildren()
    {
        if (ProcessTable.TryReadAll() is not { } table)
        {
            return false;
        }

        foreach (ProcessEntry entry in table)
        {
            if (entry.ParentPid == CurrentProcess.Id)
            {
                _inherited.Add(entry);
            }
        }

        return true;
    }
}
