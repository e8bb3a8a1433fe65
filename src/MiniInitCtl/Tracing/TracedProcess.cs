using System.Collections.Generic;
using MiniInit.Linux.Tracing;

namespace MiniInit.Ctl.Tracing;

/// <summary>A process that is traced.</summary>
/// <param name="pid">Its process id.</param>
internal sealed class TracedProcess(int pid)
{
    /// <summary>Its process id.</summary>
    public int Pid => pid;

    /// <summary>Its parent.</summary>
    public int Parent { get; set; }

    /// <summary>Its real user; null: not known.</summary>
    public uint? User { get; set; }

    /// <summary>Whether job control has stopped it.</summary>
    public bool IsStopped { get; set; }

    /// <summary>Its threads, the first one included.</summary>
    public List<TracedThread> Threads { get; } = [];
}

/// <summary>A thread that is traced.</summary>
/// <param name="id">Its id; that of its process if it is the first one.</param>
/// <param name="process">Its process.</param>
internal sealed class TracedThread(int id, TracedProcess process)
{
    /// <summary>Its id.</summary>
    public int Id => id;

    /// <summary>Its process.</summary>
    public TracedProcess Process => process;

    /// <summary>Whether it is within a system call.</summary>
    public bool IsInCall { get; set; }

    /// <summary>The call that it is within, if that is one of those that count.</summary>
    public CallStop? Call { get; set; }

    /// <summary>Whether it is about to make a process or thread that we were not told of yet.</summary>
    public bool IsForking => Call?.Call is TracedCall.Fork or TracedCall.Vfork or TracedCall.Clone or TracedCall.Clone3;
}
