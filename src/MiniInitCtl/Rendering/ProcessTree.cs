using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>Processes below their jobs and their parents, as <c>pstree -ap</c> shows them.</summary>
internal sealed class ProcessTree
{
    private readonly Branches _branches;
    private readonly List<string> _lines = [];
    private readonly ILookup<int, ProcessInfo> _children;
    private readonly HashSet<int> _shown = [];

    private readonly Func<ProcessInfo, string> _arguments;
    private readonly Dictionary<int, ProcessInfo> _byPid = [];
    private bool _isWhole;

    private ProcessTree(IReadOnlyList<ProcessInfo> processes, Branches branches, Func<ProcessInfo, string> arguments)
    {
        _branches = branches;
        _arguments = arguments;
        _children = processes.ToLookup(process => process.ParentPid);
    }

    /// <summary>Gives the lines.</summary>
    /// <param name="processes">In any order.</param>
    /// <param name="branches">What it is drawn with.</param>
    /// <param name="withJobs">Whether the jobs are shown, too.</param>
    /// <param name="arguments">Gives the arguments of a process; null: as they can be seen from here.</param>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<ProcessInfo> processes,
        Branches branches,
        bool withJobs,
        Func<ProcessInfo, string>? arguments = null)
    {
        ProcessTree tree = new(processes, branches, arguments ?? ProcessArguments.Of);
        foreach (IGrouping<InstanceName, ProcessInfo> instance in
            processes.GroupBy(process => new InstanceName(process.Job, process.Instance)))
        {
            // A parent that belongs to another job, or to none, is not shown here.
            HashSet<int> own = [.. instance.Select(process => process.Pid)];
            ProcessInfo[] roots =
                [.. instance.Where(one => !own.Contains(one.ParentPid) || one.ParentPid == one.Pid)];
            if (withJobs)
            {
                tree._lines.Add(JobTitle.Of(instance.Key.Job, instance.Key.Instance));
            }

            tree.Add(roots, "", isTop: !withJobs);
        }

        return tree._lines;
    }

    /// <summary>Gives the lines of all in one tree, each job named where its processes begin.</summary>
    /// <param name="processes">In any order.</param>
    /// <param name="branches">What it is drawn with.</param>
    /// <param name="arguments">Gives the arguments of a process; null: as they can be seen from here.</param>
    public static IReadOnlyList<string> OfAll(
        IReadOnlyList<ProcessInfo> processes, Branches branches, Func<ProcessInfo, string>? arguments = null)
    {
        ProcessTree tree = new(processes, branches, arguments ?? ProcessArguments.Of) { _isWhole = true };
        foreach (ProcessInfo process in processes)
        {
            tree._byPid[process.Pid] = process;
        }

        ProcessInfo[] roots = [.. processes.Where(one => !tree._byPid.ContainsKey(one.ParentPid) || one.ParentPid == one.Pid)];
        tree.Add(roots, "", isTop: true);
        return tree._lines;
    }

    /// <remarks>As deep as processes are nested; what a parent number leads back to is shown once.</remarks>
    private void Add(IReadOnlyList<ProcessInfo> processes, string indent, bool isTop)
    {
        Stack<(ProcessInfo Process, string Indent, bool IsLast, bool IsTop)> open = new();
        Push(processes, indent, isTop);
        while (open.TryPop(out (ProcessInfo Process, string Indent, bool IsLast, bool IsTop) next))
        {
            if (!_shown.Add(next.Process.Pid))
            {
                continue;
            }

            string branch = next.IsTop ? "" : next.IsLast ? _branches.Last : _branches.Item;
            string below = next.IsTop ? "" : next.IsLast ? Branches.Gap : _branches.Line;
            _lines.Add(next.Indent + branch + Line(next.Process));
            ProcessInfo[] children = [.. _children[next.Process.Pid].Where(child => _isWhole || IsSame(child, next.Process))];
            Push(children, next.Indent + below, atTop: false);
        }

        void Push(IReadOnlyList<ProcessInfo> siblings, string below, bool atTop)
        {
            for (int i = siblings.Count - 1; i >= 0; i--)
            {
                open.Push((siblings[i], below, i == siblings.Count - 1, atTop));
            }
        }
    }

    private static bool IsSame(ProcessInfo one, ProcessInfo other) =>
        one.Job == other.Job && one.Instance == other.Instance;

    private string Line(ProcessInfo process)
    {
        string role = process.Role is "main" or "descendant" or "other" or "init" ? "" : $"({StatusLine.Word(process.Role)}) ";
        string arguments = _arguments(process) is { Length: > 0 } all ? " " + all : "";
        return $"{JobOf(process)}{role}{TerminalText.Escape(process.Command)},{process.Pid}{TerminalText.Escape(arguments)}{Adoption(process)}";
    }

    /// <summary>In the tree of all: the job, where the parent is not of it.</summary>
    private string JobOf(ProcessInfo process)
    {
        bool isFirst = !_byPid.TryGetValue(process.ParentPid, out ProcessInfo? parent) || !IsSame(parent, process);
        return _isWhole && process.Job.Length > 0 && isFirst ? $"{JobTitle.Of(process.Job, process.Instance)}: " : "";
    }

    /// <summary>When it became init's child, and by whose end.</summary>
    private static string Adoption(ProcessInfo process)
    {
        if (process.AdoptedAt is not long at)
        {
            return "";
        }

        string former = process.FormerParent is int pid ? $" from {StatusLine.Word(process.FormerRole ?? "process")} {pid}" : "";
        return $" [since {Ago.Clock(at)}{former}]";
    }
}
