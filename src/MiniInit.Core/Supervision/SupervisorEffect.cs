using System;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>Something that the supervisor asks for. The shell does them in their order.</summary>
public abstract record SupervisorEffect
{
    private SupervisorEffect()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Start a process. It is answered by ChildStarted or SpawnFailed.</summary>
    /// <param name="Process">Its number.</param>
    /// <param name="Job">The job as it is defined now.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Role">What it is to the job.</param>
    /// <param name="Command">What it runs.</param>
    /// <param name="Variables">What it gets beside the environment of the job; the last of a name counts.</param>
    public sealed record Spawn(
        ProcessTicket Process, JobDefinition Job, string Instance, ProcessRole Role, JobCommand Command,
        ValueList<EventVariable> Variables) : SupervisorEffect
    {
        /// <summary>Names that it does not get, wherever they came from; none of them is among the variables.</summary>
        public ValueList<string> Removed { get; init; } = [];

        /// <summary>Which start of the instance it belongs to, from 1, counted over all jobs; helpers have that of their start.</summary>
        public long Invocation { get; init; }
    }

    /// <summary>Send a signal to a process, its group or its tree.</summary>
    /// <param name="Process">The process.</param>
    /// <param name="Pid">Its process id; the shell holds what keeps it from being another's.</param>
    /// <param name="Signal">The signal.</param>
    /// <param name="Scope">How far it goes.</param>
    public sealed record Send(ProcessTicket Process, int Pid, Signal Signal, SignalScope Scope) : SupervisorEffect
    {
        /// <summary>Whose tree, for that scope.</summary>
        public string Job { get; init; } = "";

        /// <summary>Whose tree, for that scope: the instance's name.</summary>
        public string Instance { get; init; } = "";
    }

    /// <summary>
    /// Kill a process that was asked for and has neither become its program nor failed, and wait for that no longer. It is
    /// answered as the Spawn would have been; at once.
    /// </summary>
    /// <param name="Process">The process.</param>
    public sealed record GiveUp(ProcessTicket Process) : SupervisorEffect;

    /// <summary>
    /// End what is left of an instance whose main process is gone, or never was. It is answered by ProcessesGone when none
    /// is left; at once if none is.
    /// </summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Pid">The process id that the main process had: it led its group and session. 0 where there was none.</param>
    /// <param name="Signal">What to send.</param>
    /// <param name="Scope">Group: what is left of that group. Tree: all that came from the instance, wherever it is.</param>
    public sealed record EndRemains(string Job, string Instance, int Pid, Signal Signal, SignalScope Scope) : SupervisorEffect;

    /// <summary>Name in the log the processes that have outlived the main process of an instance.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    public sealed record TellStrays(string Job, string Instance) : SupervisorEffect;

    /// <summary>
    /// Find the main process of a daemon whose former one has ended. It is answered once by MainChanged or MainMissing;
    /// one that is not answered yet is replaced by the next for that process.
    /// </summary>
    /// <param name="Process">The number of the main process, which stays.</param>
    /// <param name="Job">The job, as it was started.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Search">How.</param>
    public sealed record FindMain(ProcessTicket Process, JobDefinition Job, string Instance, MainSearch Search) : SupervisorEffect;

    /// <summary>The answer to a FindMain is not wanted any more.</summary>
    /// <param name="Process">The number of the main process.</param>
    public sealed record StopFinding(ProcessTicket Process) : SupervisorEffect;

    /// <summary>Kill every process there is: the shutdown has used up its time.</summary>
    public sealed record KillAll : SupervisorEffect;

    /// <summary>Answer a request.</summary>
    /// <param name="Client">Whom.</param>
    /// <param name="Outcome">What became of it.</param>
    public sealed record Answer(ClientTicket Client, RequestOutcome Outcome) : SupervisorEffect;

    /// <summary>
    /// What is told of an instance may be another than before. Comes only while <see cref="Supervisor.IsObserved"/>, once
    /// for each and input, after all else; also for one that is new, or no more.
    /// </summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one, and for a job that has none.</param>
    public sealed record Changed(string Job, string Instance) : SupervisorEffect;

    /// <summary>An event is being handled. Comes only while <see cref="Supervisor.IsObserved"/>.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Emitted(Event Event) : SupervisorEffect;

    /// <summary>Say something in the log.</summary>
    /// <param name="Level">How much it matters.</param>
    /// <param name="Job">The job it is about, as it is shown: <c>web</c>, <c>web (tty1)</c>; empty for init.</param>
    /// <param name="Message">What.</param>
    public sealed record Say(LogLevel Level, string Job, string Message) : SupervisorEffect;

    /// <summary>
    /// Say that a process of a job made it fail, at level warn: the sentence of the failure, and with it what the shell
    /// has of the job's last output.
    /// </summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Failure">What went wrong.</param>
    public sealed record Failed(string Job, string Instance, JobFailure Failure) : SupervisorEffect;

    /// <summary>Drop what is kept for an instance: it is down, and its name means nothing any more.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    public sealed record Forgotten(string Job, string Instance) : SupervisorEffect;

    /// <summary>
    /// Look whether the conditions of a start hold. Each is answered once, in their order, by ConditionsChecked.
    /// </summary>
    /// <param name="Job">The job.</param>
    /// <param name="Instance">The instance's name; empty where there is one.</param>
    /// <param name="Definition">The job as it is started: its paths and variables are the conditions.</param>
    /// <param name="Variables">The variables of the start, beside the environment of the job.</param>
    public sealed record CheckConditions(
        string Job, string Instance, JobDefinition Definition, ValueList<EventVariable> Variables) : SupervisorEffect
    {
        /// <summary>Names that it does not get, as for <see cref="Spawn"/>.</summary>
        public ValueList<string> Removed { get; init; } = [];
    }

    /// <summary>End.</summary>
    /// <param name="ExitCode">With which code.</param>
    public sealed record Exit(int ExitCode) : SupervisorEffect;
}
