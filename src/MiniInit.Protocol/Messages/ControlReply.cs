using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>What a call is answered with when it is done.</summary>
public abstract record ControlReply
{
    private ControlReply()
    {
    }

    /// <summary>Gives its name alone. What it holds is foreign; and what would print it all is 10 KB of process 1.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>It is done, and there is nothing to tell.</summary>
    public sealed record Done : ControlReply;

    /// <summary>Who is there.</summary>
    /// <param name="Vendor">Who made it.</param>
    /// <param name="Product">What it is.</param>
    /// <param name="Release">Which version.</param>
    /// <param name="Address">Where there is more.</param>
    /// <param name="Interfaces">What it speaks.</param>
    public sealed record Info(
        string Vendor, string Product, string Release, string Address, IReadOnlyList<string> Interfaces) : ControlReply;

    /// <summary>The text of an interface.</summary>
    /// <param name="Description">The text.</param>
    public sealed record InterfaceDescription(string Description) : ControlReply;

    /// <summary>Which version of what.</summary>
    /// <param name="Text">The version.</param>
    /// <param name="Pid">Init's process id.</param>
    /// <param name="Mode"><c>system</c> or <c>user</c>.</param>
    /// <param name="StartedAt">In microseconds since 1970.</param>
    public sealed record Version(string Text, int Pid, string Mode, long StartedAt) : ControlReply;

    /// <summary>Of List.</summary>
    /// <param name="All">The instances.</param>
    public sealed record Instances(IReadOnlyList<InstanceInfo> All) : ControlReply;

    /// <summary>Of Status.</summary>
    /// <param name="All">The instances.</param>
    public sealed record Statuses(IReadOnlyList<StatusInfo> All) : ControlReply;

    /// <summary>Of Start, Stop, Restart and Kill: where it is now.</summary>
    /// <param name="Instance">The instance.</param>
    public sealed record Changed(InstanceInfo Instance) : ControlReply;

    /// <summary>Of Why.</summary>
    /// <param name="All">Sentences, the nearest cause first.</param>
    public sealed record Reasons(IReadOnlyList<string> All) : ControlReply;

    /// <summary>Of Tree.</summary>
    /// <param name="All">Each after its parent.</param>
    public sealed record Processes(IReadOnlyList<ProcessInfo> All) : ControlReply;

    /// <summary>Of ReloadConfiguration.</summary>
    /// <param name="All">What is wrong.</param>
    public sealed record Problems(IReadOnlyList<ProblemInfo> All) : ControlReply;

    /// <summary>Of ShowConfiguration.</summary>
    /// <param name="All">The jobs.</param>
    public sealed record Configurations(IReadOnlyList<ConfigurationInfo> All) : ControlReply;

    /// <summary>Of GetLogLevel.</summary>
    /// <param name="Level">The level.</param>
    public sealed record LogLevel(string Level) : ControlReply;

    /// <summary>Of GetEnvironment.</summary>
    /// <param name="Text">The value.</param>
    public sealed record Value(string Text) : ControlReply;

    /// <summary>Of ListEnvironment.</summary>
    /// <param name="All"><c>NAME=value</c>, sorted.</param>
    public sealed record Environment(IReadOnlyList<string> All) : ControlReply;

    /// <summary>Of Logs.</summary>
    /// <param name="All">The lines.</param>
    /// <param name="Lost">How many bytes were lost before them; null: none.</param>
    public sealed record Lines(IReadOnlyList<LogLine> All, long? Lost) : ControlReply;

    /// <summary>Of Events.</summary>
    /// <param name="Name">The event; null in the first reply.</param>
    /// <param name="Variables">Its variables, <c>NAME=value</c>.</param>
    /// <param name="Time">When, in microseconds since 1970.</param>
    public sealed record Event(string? Name, IReadOnlyList<string> Variables, long Time) : ControlReply;

    /// <summary>Of Run: it runs, or how it ended.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Pid">The process; null in the second reply.</param>
    /// <param name="ExitCode">How it ended; null if a signal ended it, and in the first reply.</param>
    /// <param name="Signal">The signal that ended it.</param>
    public sealed record Ran(string Job, int? Pid, int? ExitCode, string? Signal) : ControlReply;

    /// <summary>Of Watch.</summary>
    /// <param name="Present">Those that have changed.</param>
    /// <param name="Gone">Those that are no more.</param>
    public sealed record Watched(
        IReadOnlyList<InstanceInfo> Present, IReadOnlyList<InstanceName> Gone) : ControlReply;
}
