using System.Collections.Generic;

namespace MiniInit.Protocol.Messages;

/// <summary>What a client may ask for.</summary>
public abstract record ControlCall
{
    private ControlCall()
    {
    }

    /// <summary>Gives its name alone. What it holds is foreign; and what would print it all is 10 KB of process 1.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary><c>org.varlink.service.GetInfo</c>: who is there.</summary>
    public sealed record GetInfo : ControlCall;

    /// <summary><c>org.varlink.service.GetInterfaceDescription</c>: the text of an interface.</summary>
    /// <param name="Interface">Its name.</param>
    public sealed record GetInterfaceDescription(string Interface) : ControlCall;

    /// <summary>Which version of what.</summary>
    public sealed record GetVersion : ControlCall;

    /// <summary>All instances.</summary>
    /// <param name="Patterns">Names, globs or <c>@group</c>; none: all jobs.</param>
    public sealed record List(IReadOnlyList<string> Patterns) : ControlCall;

    /// <summary>All there is to say of an instance, or of all of a job.</summary>
    /// <param name="Target">Which.</param>
    /// <param name="Lines">How many of its last lines; null: ten.</param>
    /// <param name="IsBrief">Without processes and lines.</param>
    public sealed record Status(Target Target, int? Lines, bool IsBrief) : ControlCall;

    /// <summary>Start a job.</summary>
    /// <param name="Target">Which.</param>
    /// <param name="Waiting">Until it is up.</param>
    public sealed record Start(Target Target, Waiting Waiting) : ControlCall;

    /// <summary>Stop a job.</summary>
    /// <param name="Target">Which.</param>
    /// <param name="Waiting">Until it is down.</param>
    public sealed record Stop(Target Target, Waiting Waiting) : ControlCall;

    /// <summary>Stop a job and start it again.</summary>
    /// <param name="Target">Which.</param>
    /// <param name="Waiting">Until it is up again.</param>
    public sealed record Restart(Target Target, Waiting Waiting) : ControlCall;

    /// <summary>Stop a job by KILL.</summary>
    /// <param name="Target">Which.</param>
    /// <param name="Waiting">Until it is down.</param>
    public sealed record Kill(Target Target, Waiting Waiting) : ControlCall;

    /// <summary>Let a job read its files again.</summary>
    /// <param name="Target">Which.</param>
    public sealed record Reload(Target Target) : ControlCall;

    /// <summary>Send a signal.</summary>
    /// <param name="Target">To which.</param>
    /// <param name="Name">The signal: <c>HUP</c>, <c>1</c>.</param>
    /// <param name="IsForAll">To all its processes, not only the main one.</param>
    public sealed record Signal(Target Target, string Name, bool IsForAll) : ControlCall;

    /// <summary>Forget the last result.</summary>
    /// <param name="Job">Whose.</param>
    public sealed record Reset(string Job) : ControlCall;

    /// <summary>Why an instance is as it is.</summary>
    /// <param name="Target">Which.</param>
    public sealed record Why(Target Target) : ControlCall;

    /// <summary>The processes of jobs.</summary>
    /// <param name="Job">Of which; null: of all.</param>
    /// <param name="IsAll">Whether those of no job are told, too; without a job.</param>
    public sealed record Tree(string? Job, bool IsAll = false) : ControlCall;

    /// <summary>Emit an event.</summary>
    /// <param name="Event">Its name.</param>
    /// <param name="Environment">Its variables, <c>NAME=value</c>.</param>
    /// <param name="Waiting">Until it is handled.</param>
    public sealed record Emit(string Event, IReadOnlyList<string> Environment, Waiting Waiting) : ControlCall;

    /// <summary>Read the job files again.</summary>
    public sealed record ReloadConfiguration : ControlCall;

    /// <summary>What jobs there are.</summary>
    /// <param name="Job">Which; null: all.</param>
    public sealed record ShowConfiguration(string? Job) : ControlCall;

    /// <summary>How much init says.</summary>
    public sealed record GetLogLevel : ControlCall;

    /// <summary>Change how much init says.</summary>
    /// <param name="Level"><c>debug</c>, <c>info</c>, <c>message</c>, <c>warn</c>, <c>error</c>, <c>fatal</c>.</param>
    public sealed record SetLogLevel(string Level) : ControlCall;

    /// <summary>A variable of the environment of jobs.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Of">Of a running instance; null: of all jobs.</param>
    public sealed record GetEnvironment(string Name, InstanceName? Of) : ControlCall;

    /// <summary>The environment of jobs.</summary>
    /// <param name="Of">Of a running instance; null: of all jobs.</param>
    public sealed record ListEnvironment(InstanceName? Of) : ControlCall;

    /// <summary>Set variables for jobs.</summary>
    /// <param name="Environment"><c>NAME=value</c>.</param>
    /// <param name="Retains">Names that are set stay as they are.</param>
    /// <param name="Of">Of a running instance; null: of all jobs.</param>
    public sealed record SetEnvironment(
        IReadOnlyList<string> Environment, bool Retains, InstanceName? Of) : ControlCall;

    /// <summary>Take variables from jobs.</summary>
    /// <param name="Names">Their names.</param>
    /// <param name="Of">Of a running instance; null: of all jobs.</param>
    public sealed record UnsetEnvironment(IReadOnlyList<string> Names, InstanceName? Of) : ControlCall;

    /// <summary>Give jobs the environment back that they had at the start of init.</summary>
    /// <param name="Of">Of a running instance; null: of all jobs.</param>
    public sealed record ResetEnvironment(InstanceName? Of) : ControlCall;

    /// <summary>The latest output of jobs.</summary>
    /// <param name="Patterns">Names, globs or <c>@group</c>; none: all jobs.</param>
    /// <param name="Lines">How many lines of each at most; null: all that are kept.</param>
    /// <param name="Since">Only younger ones, in microseconds since 1970.</param>
    /// <param name="Follows">And all that comes.</param>
    public sealed record Logs(IReadOnlyList<string> Patterns, int? Lines, long? Since, bool Follows) : ControlCall;

    /// <summary>Events from now on.</summary>
    public sealed record Events : ControlCall;

    /// <summary>All instances that match, and then each that changed.</summary>
    /// <param name="Patterns">Names, globs or <c>@group</c>; none: all jobs.</param>
    public sealed record Watch(IReadOnlyList<string> Patterns) : ControlCall;

    /// <summary>Run a command as a job of its own, which is gone when it has ended.</summary>
    /// <param name="Name">The job's name; null: <c>run-1</c> and so on.</param>
    /// <param name="Command">The command and its arguments.</param>
    /// <param name="Environment">Its environment, <c>NAME=value</c>.</param>
    /// <param name="Directory">Where it starts.</param>
    public sealed record Run(
        string? Name, IReadOnlyList<string> Command, IReadOnlyList<string> Environment, string Directory) : ControlCall
    {
        /// <summary>As whom, <c>USER</c> or <c>USER:GROUP</c>; null: as the caller, or, for those who may do all, as init.</summary>
        public string? RunAs { get; init; }

        /// <summary>Keys of job files, <c>KEY=VALUE</c>.</summary>
        public IReadOnlyList<string> Properties { get; init; } = [];

        /// <summary>How many descriptors came with it: its 0, 1 and 2.</summary>
        public int Descriptors { get; init; }

        /// <summary>Whether the first of them becomes its controlling terminal.</summary>
        public bool IsTerminal { get; init; }

        /// <summary>Whether a second reply tells how it ended.</summary>
        public bool Waits { get; init; }
    }

    /// <summary>End init.</summary>
    /// <param name="ExitCode">With which code; null leaves that to the jobs.</param>
    /// <param name="Action"><c>exit</c>, <c>power_off</c> or <c>reboot</c>; null: exit.</param>
    public sealed record Shutdown(int? ExitCode, string? Action) : ControlCall;

    /// <summary>Have the program on disk take init's place. It is that program that answers.</summary>
    public sealed record Reexec : ControlCall;
}
