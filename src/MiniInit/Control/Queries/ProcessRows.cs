using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision;
using MiniInit.Supervision.Lineage;

namespace MiniInit.Control.Queries;

/// <summary>The processes of instances: those that the supervisor knows, and all that came from them.</summary>
/// <remarks>
/// Of each its name and no more. To read /proc/PID/cmdline or environ is to read the memory of the process, which waits
/// for whoever provides it: one that has mapped a file of its own FUSE server there would hold up init for good.
/// </remarks>
internal sealed class ProcessRows
{
    private const int NameBytes = 64;
    private readonly Families _families;
    private readonly ProcessLook? _look;
    private readonly Dictionary<(string Job, string Instance), List<ProcessEntry>> _byInstance = [];
    private readonly List<ProcessEntry> _others = [];

    /// <summary>Looks at all processes there are.</summary>
    public ProcessRows(Families families)
    {
        _families = families;
        families.EndBatch();
        families.Orphans.Refresh(LoopClock.Now.Monotonic, []);
        _look = families.Look();
        foreach (ProcessEntry entry in _look?.Table ?? [])
        {
            if (!entry.IsZombie)
            {
                ListOf(_look!.KinOf(entry.Pid).Invocation).Add(entry);
            }
        }
    }

    /// <summary>How many processes of no job there are, ourselves among them.</summary>
    public int Others => _others.Count;

    /// <summary>Adds the processes of an instance.</summary>
    /// <param name="status">The instance.</param>
    /// <param name="into">Where to add them.</param>
    /// <param name="most">How many there may be then.</param>
    public void Add(InstanceStatus status, List<ProcessInfo> into, int most)
    {
        if (_look is null)
        {
            AddUnseen(status, into);
            return;
        }

        foreach (ProcessEntry entry in _byInstance.GetValueOrDefault((status.Job, status.Instance)) ?? [])
        {
            if (into.Count < most)
            {
                into.Add(Row(status.Job, status.Instance, RoleOf(status, entry), entry));
            }
        }
    }

    /// <summary>Adds processes of no job.</summary>
    /// <param name="from">How many to pass over.</param>
    /// <param name="into">Where to add them.</param>
    /// <param name="most">How many there may be then.</param>
    /// <returns>How many were added.</returns>
    public int AddOthers(int from, List<ProcessInfo> into, int most)
    {
        int count = 0;
        for (int i = from; i < _others.Count && into.Count < most; i++, count++)
        {
            into.Add(Row("", "", _others[i].Pid == CurrentProcess.Id ? "init" : "other", _others[i]));
        }

        return count;
    }

    private List<ProcessEntry> ListOf(Invocation? invocation)
    {
        if (invocation is null)
        {
            return _others;
        }

        if (!_byInstance.TryGetValue((invocation.Job, invocation.Instance), out List<ProcessEntry>? list))
        {
            _byInstance[(invocation.Job, invocation.Instance)] = list = [];
        }

        return list;
    }

    private string RoleOf(InstanceStatus status, ProcessEntry entry)
    {
        if (entry.Pid == status.MainPid)
        {
            return "main";
        }

        if (entry.Pid == status.HelperPid && status.HelperRole is ProcessRole role)
        {
            return Supervisor.Text(role);
        }

        Kin kin = _look!.KinOf(entry.Pid);
        bool isCurrent = kin.Invocation is { IsCurrent: true } && (status.MainPid > 0 || status.HelperPid > 0);
        return kin is { IsSure: true, IsOrphan: false } ? "descendant" : isCurrent ? "adopted" : "stray";
    }

    private ProcessInfo Row(string job, string instance, string role, ProcessEntry entry)
    {
        Orphan? orphan = _families.Orphans.WithPid(entry.Pid);
        return new ProcessInfo(entry.Pid, entry.ParentPid, job, instance, role, NameOf(entry.Pid))
        {
            AdoptedAt = orphan is null ? null : WallTime.Of(orphan.Since),
            FormerParent = orphan is { FormerPid: > 0 } ? orphan.FormerPid : null,
            FormerRole = orphan?.FormerRole,
        };
    }

    /// <summary>Without /proc: what we started.</summary>
    private static void AddUnseen(InstanceStatus status, List<ProcessInfo> into)
    {
        if (status.MainPid > 0)
        {
            into.Add(new ProcessInfo(status.MainPid, CurrentProcess.Id, status.Job, status.Instance, "main", "?"));
        }

        if (status.HelperPid > 0 && status.HelperRole is ProcessRole role)
        {
            into.Add(new ProcessInfo(status.HelperPid, CurrentProcess.Id, status.Job, status.Instance, Supervisor.Text(role), "?"));
        }
    }

    private static string NameOf(int pid)
    {
        Span<byte> name = stackalloc byte[NameBytes];
        int length = ProcessTable.ReadName(pid, name);
        return length > 0 ? Encoding.UTF8.GetString(name[..length]) : "?";
    }
}
