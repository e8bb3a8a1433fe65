using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Linux.Processes;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The processes of instances: those that the supervisor knows, and those that came from them.</summary>
/// <remarks>
/// Of each its name and no more. To read /proc/PID/cmdline or environ is to read the memory of the process, which waits
/// for whoever provides it: one that has mapped a file of its own FUSE server there would hold up init for good.
/// </remarks>
internal sealed class ProcessRows
{
    private const int CommandBytes = 64;
    private readonly ProcessTree? _tree;
    private readonly Dictionary<int, int> _parents = [];

    /// <summary>Looks at all processes there are.</summary>
    public ProcessRows()
    {
        if (ProcessTable.TryReadAll() is IReadOnlyList<ProcessEntry> table)
        {
            _tree = new ProcessTree(table);
            foreach (ProcessEntry entry in table)
            {
                _parents[entry.Pid] = entry.ParentPid;
            }
        }
    }

    /// <summary>Adds the processes of an instance, each after its parent.</summary>
    /// <param name="status">The instance.</param>
    /// <param name="into">Where to add them.</param>
    /// <param name="most">How many there may be then.</param>
    public void Add(InstanceStatus status, List<ProcessInfo> into, int most)
    {
        List<ProcessEntry> family = [];
        HashSet<int> seen = [];
        AddRoot(status, status.MainPid, "main", into, seen, most);
        AddRoot(status, status.HelperPid, status.HelperRole is ProcessRole role ? Supervisor.Text(role) : "", into, seen, most);
        foreach (int root in new List<int>(seen))
        {
            _tree?.AddFamily(root, family);
        }

        foreach (ProcessEntry process in family)
        {
            if (into.Count < most && seen.Add(process.Pid))
            {
                into.Add(Row(status, process.Pid, process.ParentPid, "descendant"));
            }
        }
    }

    private void AddRoot(
        InstanceStatus status, int pid, string role, List<ProcessInfo> into, HashSet<int> seen, int most)
    {
        if (pid > 0 && into.Count < most && seen.Add(pid))
        {
            into.Add(Row(status, pid, _parents.GetValueOrDefault(pid, CurrentProcess.Id), role));
        }
    }

    private static ProcessInfo Row(InstanceStatus status, int pid, int parent, string role) =>
        new(pid, parent, status.Job, status.Instance, role, CommandOf(pid));

    private static string CommandOf(int pid) =>
        BoundedFile.TryReadHead($"/proc/{pid}/comm", CommandBytes) is { Length: > 0 } command
            ? Encoding.UTF8.GetString(command.AsSpan().TrimEnd((byte)'\n')) : "?";
}
