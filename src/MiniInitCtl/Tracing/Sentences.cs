using MiniInit.Core.Values;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tracing;

/// <summary>What happened, in sentences.</summary>
internal static class Sentences
{
    /// <summary>Gives the sentence; null for what <see cref="Redirections"/> tells.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="name">The name that the process had before.</param>
    public static string? Of(TraceEvent happened, string name)
    {
        string? said = happened switch
        {
            TraceEvent.Started { Session: 0 } => "is the command, in a session outside of this PID namespace",
            TraceEvent.Started started => $"is the command, in session {started.Session}",
            TraceEvent.Forked forked => $"forked {forked.Child}{CloneFlags.InBrackets(forked.Way, forked.Flags)}",
            TraceEvent.ThreadStarted => "has threads",
            TraceEvent.Executed executed =>
                $"exec'ed {TerminalText.Escape(executed.Program)} {ProgramText.List(executed.Arguments, executed.IsCut)}",
            TraceEvent.Named named => $"calls itself {Quotation.Of(named.Name)}",
            TraceEvent.LedSession => $"left its session: it leads session {happened.Pid} now",
            TraceEvent.JoinedGroup joined when joined.Group == joined.Pid => $"leads process group {joined.Group} now",
            TraceEvent.JoinedGroup joined => $"moved to process group {joined.Group}",
            TraceEvent.Subreaping { Adopts: true } => "adopts the orphans below it from now on (it is a subreaper)",
            TraceEvent.Subreaping => "does not adopt orphans any more",
            TraceEvent.Redirected => null,
            TraceEvent.ChangedUser changed => $"runs as user {changed.User} now",
            TraceEvent.Stopped stopped => $"was stopped by {new Signal(stopped.Signal)}",
            TraceEvent.Continued => "goes on",
            TraceEvent.Ended ended => EndOf(ended),
            TraceEvent.Adopted adopted => $"became a child of {Parent(adopted)}: its parent {adopted.From} ended",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return said is null ? null : Of(happened.Pid, name, said);
    }

    /// <summary>Gives a sentence of a process: its number, its name, what it did.</summary>
    public static string Of(int pid, string name, string predicate) =>
        name.Length == 0 ? $"{pid} {predicate}" : $"{pid} {TerminalText.Escape(name)} {predicate}";

    /// <summary>How a process ended: <c>exited with code 0</c>.</summary>
    public static string EndOf(TraceEvent.Ended ended) =>
        ended.Signal == 0 ? $"exited with code {ended.ExitCode}"
        : $"was ended by {new Signal(ended.Signal)}{(ended.DumpedCore ? " and left a core file" : "")}";

    /// <summary>Who took a process in: <c>init (1)</c>.</summary>
    public static string Parent(TraceEvent.Adopted adopted)
    {
        string name = TerminalText.Escape(adopted.ByName);
        return adopted.Adopter switch
        {
            Adopter.Init => name.Length == 0 ? "process 1" : $"{name} (1)",
            Adopter.Subreaper => name.Length == 0 ? $"the subreaper {adopted.By}" : $"the subreaper {name} ({adopted.By})",
            Adopter.Ourselves => "miniinitctl",
            Adopter.Outside => "a process outside of this PID namespace",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
