using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Notifications;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>Something that the supervisor is told.</summary>
public abstract record SupervisorInput
{
    private SupervisorInput()
    {
    }

    /// <summary>Gives what happened to whom, for a trail of what led to a bug: numbers and names, no values of variables.</summary>
    public sealed override string ToString() => this switch
    {
        ChildStarted one => $"{nameof(ChildStarted)} {one.Process.Number} {one.Pid}",
        SpawnFailed one => $"{nameof(SpawnFailed)} {one.Process.Number}",
        ChildExited { End: ProcessEnd.Killed end } one => $"{nameof(ChildExited)} {one.Pid} {end.Signal.Name}",
        ChildExited { End: ProcessEnd.Exited end } one => $"{nameof(ChildExited)} {one.Pid} {end.Code}",
        Ready one => $"{nameof(Ready)} {one.Process.Number}",
        Notified one => $"{nameof(Notified)} {one.Process.Number}",
        MainChanged one => $"{nameof(MainChanged)} {one.Process.Number} {one.Pid}",
        MainMissing one => $"{nameof(MainMissing)} {one.Process.Number}",
        ConditionsChecked one => $"{nameof(ConditionsChecked)} {one.Job} {one.Instance}",
        ProcessesGone one => $"{nameof(ProcessesGone)} {one.Job} {one.Instance} {one.Pid}",
        Asked one => $"{nameof(Asked)} {one.Request}",
        Happened one => $"{nameof(Happened)} {one.Event.Name}",
        _ => GetType().Name,
    };

    /// <summary>The configuration was read, the first time or again. Jobs that are missing are removed.</summary>
    /// <param name="Init">What is set for init.</param>
    /// <param name="Jobs">The jobs that are valid.</param>
    /// <param name="Invalid">The names of those that are not: what runs of them goes on as it is.</param>
    public sealed record Configured(
        InitDefinition Init, IReadOnlyList<JobDefinition> Jobs, IReadOnlyList<string> Invalid) : SupervisorInput;

    /// <summary>A program runs.</summary>
    /// <param name="Process">Which was asked for.</param>
    /// <param name="Pid">Its process id.</param>
    public sealed record ChildStarted(ProcessTicket Process, int Pid) : SupervisorInput;

    /// <summary>A process could not be started.</summary>
    /// <param name="Process">Which was asked for.</param>
    /// <param name="Reason">Why, as a part of a sentence: <c>unable to execute: No such file or directory</c>.</param>
    /// <param name="IsPassing">Whether it may work a little later: a limit was reached, there was no memory.</param>
    public sealed record SpawnFailed(ProcessTicket Process, string Reason, bool IsPassing = false) : SupervisorInput;

    /// <summary>A child of ours is gone, whether we started it or adopted it.</summary>
    /// <param name="Pid">Its process id.</param>
    /// <param name="End">How it ended.</param>
    /// <param name="MayHaveLeft">Whether others of its process group may live on.</param>
    public sealed record ChildExited(int Pid, ProcessEnd End, bool MayHaveLeft = true) : SupervisorInput
    {
        /// <summary>Whether it was not our child, so that nobody tells us how it ended; the end is then a guess.</summary>
        public bool IsUnseen { get; init; }
    }

    /// <summary>A main process is ready, as its descriptor or its stop says.</summary>
    /// <param name="Process">Which.</param>
    public sealed record Ready(ProcessTicket Process) : SupervisorInput;

    /// <summary>A process of a job sent a message of sd_notify(3).</summary>
    /// <param name="Process">Which, or the main one for those that came from it.</param>
    /// <param name="Message">What it says. MAINPID is not taken from here, see <see cref="MainChanged"/>.</param>
    public sealed record Notified(ProcessTicket Process, NotifyMessage Message) : SupervisorInput;

    /// <summary>
    /// The main process is another one from now on: MAINPID= named it, and the shell has seen that it is one of the job's.
    /// The end of the former one is of no concern any more, that of the new one is ChildExited.
    /// </summary>
    /// <param name="Process">The number of the main process, which stays.</param>
    /// <param name="Pid">The new process id.</param>
    public sealed record MainChanged(ProcessTicket Process, int Pid) : SupervisorInput
    {
        /// <summary>Whether it leads its session: a process in the middle of becoming a daemon does.</summary>
        public bool LeadsSession { get; init; }

        /// <summary>
        /// Why its pid-file did not name it, as what follows its name: <c>does not exist</c>. Null where it did,
        /// or there is none.
        /// </summary>
        public string? FileProblem { get; init; }
    }

    /// <summary>A FindMain found nobody: no process of the job is left, or its pid-file alone was asked and names none.</summary>
    /// <param name="Process">The number of the main process.</param>
    /// <param name="FileProblem">What is wrong with its pid-file, as what follows its name; null for nothing.</param>
    public sealed record MainMissing(ProcessTicket Process, string? FileProblem) : SupervisorInput;

    /// <summary>The conditions of a start have been looked at.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Unmet">The first that does not hold, as a part of a sentence; null if all hold.</param>
    public sealed record ConditionsChecked(string Job, string Instance, string? Unmet) : SupervisorInput;

    /// <summary>Nothing is left of what a main process that is gone left behind.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Pid">The process id that the main process had.</param>
    public sealed record ProcessesGone(string Job, string Instance, int Pid) : SupervisorInput
    {
        /// <summary>Whether there was nothing in the first place.</summary>
        public bool HadNone { get; init; }
    }

    /// <summary>Somebody asks for something.</summary>
    /// <param name="Client">Whom to answer.</param>
    /// <param name="Request">What for.</param>
    public sealed record Asked(ClientTicket Client, SupervisorRequest Request) : SupervisorInput;

    /// <summary>Who waits for an answer is gone: the waiting ends without one, and nothing else changes.</summary>
    /// <param name="Client">Who. One that does not wait is of no concern.</param>
    public sealed record ClientGone(ClientTicket Client) : SupervisorInput;

    /// <summary>Something happened outside.</summary>
    /// <param name="Event">What.</param>
    public sealed record Happened(Event Event) : SupervisorInput;

    /// <summary>Files that jobs wait for have come or gone.</summary>
    /// <param name="Existing">Those that exist.</param>
    public sealed record FilesChanged(IReadOnlyList<string> Existing) : SupervisorInput;

    /// <summary>Init is to end.</summary>
    /// <param name="ExitCode">With which code; null leaves that to the jobs.</param>
    public sealed record ShutdownAsked(int? ExitCode) : SupervisorInput
    {
        /// <summary>Whether somebody logs out, where this is the init of a session; else it is ended from outside.</summary>
        public bool IsLogout { get; init; }
    }

    /// <summary>Time has passed; only the time that comes with it counts.</summary>
    public sealed record TimePassed : SupervisorInput;
}
