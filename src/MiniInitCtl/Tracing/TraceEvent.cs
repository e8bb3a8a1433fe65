using System;
using System.Collections.Generic;

namespace MiniInit.Ctl.Tracing;

/// <summary>By which call a process was made.</summary>
internal enum ForkWay
{
    /// <summary>fork(2), or a clone that is the same.</summary>
    Fork,

    /// <summary>vfork(2): the parent waited until the child became a program or ended.</summary>
    Vfork,

    /// <summary>clone(2) with flags that tell something.</summary>
    Clone,
}

/// <summary>Who takes in orphans.</summary>
internal enum Adopter
{
    /// <summary>Process 1.</summary>
    Init,

    /// <summary>A process that asked for the orphans below it.</summary>
    Subreaper,

    /// <summary>We, who were made one.</summary>
    Ourselves,

    /// <summary>A process that cannot be seen from here.</summary>
    Outside,
}

/// <summary>Something that a traced process did, or that happened to it.</summary>
internal abstract record TraceEvent
{
    private TraceEvent(int pid) => Pid = pid;

    /// <summary>The process.</summary>
    public int Pid { get; }

    /// <summary>How long after the start of the command.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>The command was started.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Parent">Its parent: we.</param>
    /// <param name="Group">Its process group.</param>
    /// <param name="Session">Its session.</param>
    internal sealed record Started(int Pid, int Parent, int Group, int Session) : TraceEvent(Pid);

    /// <summary>It made a process.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Child">What it made.</param>
    /// <param name="Way">How.</param>
    /// <param name="Flags">The flags of clone(2), or 0.</param>
    /// <param name="Parent">Whose child it is, which need not be who made it.</param>
    internal sealed record Forked(int Pid, int Child, ForkWay Way, ulong Flags, int Parent)
        : TraceEvent(Pid);

    /// <summary>It made a thread.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Thread">The thread's id.</param>
    internal sealed record ThreadStarted(int Pid, int Thread) : TraceEvent(Pid);

    /// <summary>It became another program.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Program">The file, or empty.</param>
    /// <param name="Name">Its name from now on.</param>
    /// <param name="Arguments">Its arguments, the first ones of many.</param>
    /// <param name="IsCut">Whether there are more, or longer ones.</param>
    internal sealed record Executed(
        int Pid, string Program, string Name, IReadOnlyList<string> Arguments, bool IsCut)
        : TraceEvent(Pid);

    /// <summary>It gave itself a name.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Name">The name.</param>
    internal sealed record Named(int Pid, string Name) : TraceEvent(Pid);

    /// <summary>It made a session of its own.</summary>
    /// <param name="Pid">The process.</param>
    internal sealed record LedSession(int Pid) : TraceEvent(Pid);

    /// <summary>It is in another process group.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Group">The group.</param>
    internal sealed record JoinedGroup(int Pid, int Group) : TraceEvent(Pid);

    /// <summary>It asked for the orphans below it, or does not want them any more.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Adopts">Which of the two.</param>
    internal sealed record Subreaping(int Pid, bool Adopts) : TraceEvent(Pid);

    /// <summary>Its standard input, output or error is something else.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Descriptor">0, 1 or 2.</param>
    /// <param name="Target">What it is; null: closed.</param>
    internal sealed record Redirected(int Pid, int Descriptor, string? Target) : TraceEvent(Pid);

    /// <summary>It runs as another user.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="User">The user's number.</param>
    internal sealed record ChangedUser(int Pid, uint User) : TraceEvent(Pid);

    /// <summary>Job control stopped it.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="Signal">By which signal.</param>
    internal sealed record Stopped(int Pid, int Signal) : TraceEvent(Pid);

    /// <summary>It goes on after a stop.</summary>
    /// <param name="Pid">The process.</param>
    internal sealed record Continued(int Pid) : TraceEvent(Pid);

    /// <summary>It ended.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="ExitCode">Its exit code, if no signal ended it.</param>
    /// <param name="Signal">The signal that ended it, or 0.</param>
    /// <param name="DumpedCore">Whether it left a core file.</param>
    internal sealed record Ended(int Pid, int ExitCode, int Signal, bool DumpedCore)
        : TraceEvent(Pid);

    /// <summary>It lost its parent and has another one.</summary>
    /// <param name="Pid">The process.</param>
    /// <param name="From">The parent that ended.</param>
    /// <param name="By">The new one; 0 where that cannot be seen.</param>
    /// <param name="ByName">The new one's name, or empty.</param>
    /// <param name="Adopter">What the new one is.</param>
    internal sealed record Adopted(int Pid, int From, int By, string ByName, Adopter Adopter)
        : TraceEvent(Pid);
}
