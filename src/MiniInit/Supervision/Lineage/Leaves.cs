using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Lineage;
using MiniInit.Reexecution;

namespace MiniInit.Supervision.Lineage;

// The model
//
//   With [init] cgroups = true each invocation has a control group of its own, a leaf, in which its processes are born. It
//   is better evidence than the mark: who is no root cannot leave it, nor put others there. And the kernel kills all of it
//   at once.
//
// The constraints
//
//   - It is asked for: a leaf costs a tenth of a start and more. And it is an addition: what can be done without a leaf is.
//   - Nobody waits: a process is born in its leaf, for moving it there takes the kernel some 10 ms.
//   - No controllers are enabled, in no group: then there is no rule that forbids processes in an inner one.

/// <summary>The control groups of invocations, where they can be had.</summary>
internal sealed class Leaves : IDisposable
{
    private readonly Dictionary<long, Invocation> _byNumber = [];
    private readonly Queue<Invocation> _idle = [];
    private readonly List<int> _listing = [];
    private ControlGroupFolder? _folder;
    private bool _isGivenUp;
    private bool _hasTold;
    private bool _mayBeOver;
    private string? _trouble;

    /// <summary>What is to be said of what went wrong, once.</summary>
    public string? TakeTrouble()
    {
        string? trouble = _hasTold ? null : _trouble;
        _hasTold |= trouble is not null;
        return trouble;
    }

    /// <summary>Writes down what a successor needs.</summary>
    public void Save(StateBuilder builder)
    {
        LineageState state = builder.State.Lineage;
        state.HasNoGroups = _isGivenUp;
        if (_folder is ControlGroupFolder folder)
        {
            (state.GroupParent, state.GroupFolder, state.GroupName) = (builder.Keep(folder.Parent), builder.Keep(folder.Fd), folder.Name);
        }
    }

    /// <summary>Takes the folder over, if there is one.</summary>
    public void Resume(LineageState state)
    {
        (_isGivenUp, _hasTold) = (state.HasNoGroups, state.HasNoGroups);
        if (state is { GroupParent: > 2, GroupFolder: > 2, GroupName: string name })
        {
            _folder = ControlGroupFolder.TryAdopt(state.GroupParent, state.GroupFolder, name);
        }
    }

    /// <summary>Notes an invocation that has a leaf; should nothing be left of it, that is removed.</summary>
    public void Resume(Invocation invocation)
    {
        if (_folder is null)
        {
            invocation.Leaf = null;
        }
        else if (invocation.Leaf is not null)
        {
            _byNumber[invocation.Number] = invocation;
            NoteIdle(invocation);
        }
    }

    /// <summary>Opens the leaf of an invocation for one more process, and makes it before the first; null where it has none.</summary>
    public OwnedFd? TryOpen(Invocation invocation)
    {
        if (_isGivenUp)
        {
            return null;
        }

        if (_folder is null && (_folder = ControlGroupFolder.TryMake(out string cause)) is null)
        {
            _isGivenUp = true;
            Note(cause);
            return null;
        }

        // From Linux 6.14 on, and in stable kernels since, who is cloned into a group that was killed once is killed as well (its
        // kill_seq is compared with that of our own group). One that is empty is made anew; else it has to do without.
        if (invocation.IsLeafKilled && !TryRemove(invocation))
        {
            return null;
        }

        if (invocation.Leaf is null)
        {
            string name = NameOf(invocation);
            if (_folder.Make(name) is var errno and not Errno.None)
            {
                Note(Errors.DescribeCause(errno));
                return null;
            }

            invocation.Leaf = name;
            _byNumber[invocation.Number] = invocation;
        }

        return _folder.TryOpen(invocation.Leaf);
    }

    /// <summary>Notes whether a process was born in the leaf that was opened for it.</summary>
    public void NoteStarted(Invocation invocation, Errno errno)
    {
        invocation.IsInLeaf |= errno == Errno.None;
        if (errno != Errno.None)
        {
            // Leaves that are too many, or were removed by somebody, are no reason to do without for good.
            _isGivenUp |= errno is not (Errno.EAGAIN or Errno.ENOMEM or Errno.ENODEV);
            Note(Errors.DescribeCause(errno));
        }
    }

    /// <summary>All that is known to be of an invocation has ended; its leaf may be removed.</summary>
    public void NoteIdle(Invocation invocation)
    {
        if (invocation.Leaf is not null)
        {
            _mayBeOver = true;
            if (!invocation.IsLeafIdle)
            {
                invocation.IsLeafIdle = true;
                _idle.Enqueue(invocation);
            }
        }
    }

    /// <summary>Removes the leaves of which nothing is left. One that is not empty is tried again when something else ended.</summary>
    /// <param name="invocations">Who may have waited for that.</param>
    public void EndTurn(Invocations invocations)
    {
        int count = _mayBeOver ? Math.Min(_idle.Count, SupervisionLimits.LeavesPerTurn) : 0;
        for (_mayBeOver = false; count > 0; count--)
        {
            Invocation invocation = _idle.Dequeue();
            invocation.IsLeafIdle = false;
            if (!invocation.HasProcesses && !TryRemove(invocation))
            {
                invocation.IsLeafIdle = true;
                _idle.Enqueue(invocation);
            }
            else if (invocation.Leaf is null)
            {
                invocations.DropIfOver(invocation);
            }
        }
    }

    /// <summary>In whose leaf a process is; null for others.</summary>
    public Invocation? Of(int pid) =>
        _byNumber.Count > 0 && _folder!.TryFind(pid, out long number) ? _byNumber.GetValueOrDefault(number) : null;

    /// <summary>Whether there are processes in the leaf of an invocation, or in groups that they made below it.</summary>
    public bool HasAny(Invocation invocation) => invocation.Leaf is string leaf && _folder!.IsPopulated(leaf);

    /// <summary>Kills all in the leaf of an invocation; where the kernel cannot, it stops them until <see cref="Thaw"/>.</summary>
    /// <param name="invocation">Whose.</param>
    /// <param name="killed">Gets those that were killed.</param>
    public void Kill(Invocation invocation, HashSet<int> killed)
    {
        if (invocation.Leaf is not string leaf)
        {
            return;
        }

        // Listed before: who is forked meanwhile is killed as well, and gone by the next look.
        List<int> all = List(invocation);
        if (!_folder!.TryKill(leaf))
        {
            invocation.IsFrozen = _folder.TryFreeze(leaf, true);
            return;
        }

        invocation.IsLeafKilled = true;
        foreach (int pid in all)
        {
            _ = killed.Add(pid);
        }
    }

    /// <summary>Lets the leaf go on that <see cref="Kill"/> stopped: others may be born there.</summary>
    public void Thaw(Invocation invocation)
    {
        if (invocation is { IsFrozen: true, Leaf: string leaf })
        {
            invocation.IsFrozen = false;
            _ = _folder!.TryFreeze(leaf, false);
        }
    }

    /// <summary>Kills all in all leaves.</summary>
    public void KillAll()
    {
        if (_folder?.TryKill("") == true)
        {
            foreach (Invocation invocation in _byNumber.Values)
            {
                invocation.IsLeafKilled = true;
            }
        }
    }

    /// <summary>Removes what is empty.</summary>
    public void Dispose()
    {
        // The last ones may have been killed a moment ago, and nobody reaps them any more.
        for (int i = 0; i < SupervisionLimits.LastLeafTries && _folder?.TryRemove() == false; i++)
        {
            Pause.Milliseconds(1);
        }

        _folder?.Dispose();
    }

    private List<int> List(Invocation invocation)
    {
        _listing.Clear();
        if (invocation.Leaf is string leaf)
        {
            _folder!.List(leaf, _listing);
        }

        return _listing;
    }

    private bool TryRemove(Invocation invocation)
    {
        if (invocation.Leaf is string leaf)
        {
            if (!_folder!.TryRemove(leaf))
            {
                return false;
            }

            invocation.Leaf = null;
            _ = _byNumber.Remove(invocation.Number);
        }

        invocation.IsLeafKilled = false;
        return true;
    }

    private void Note(string cause) => _trouble ??=
        $"cannot have control groups of processes: {cause}; without, they are known by their marks and their parents";

    /// <summary>The job's name, as far as all may print it, and the number.</summary>
    private static string NameOf(Invocation invocation)
    {
        StringBuilder name = new();
        foreach (byte c in Encoding.UTF8.GetBytes(invocation.Job))
        {
            _ = name.Length >= SupervisionLimits.JobInALeafName ? name
                : char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'_' or (byte)'.' ? name.Append((char)c)
                : name.Append('%').Append(c.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return $"{name}.{invocation.Number}";
    }
}
