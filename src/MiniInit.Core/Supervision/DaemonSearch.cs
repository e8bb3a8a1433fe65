using System;

namespace MiniInit.Core.Supervision;

/// <summary>
/// How far it is known which process is the main one of a daemon. The first process is that until it ends; the one that
/// is left then is to be found, and may itself be on the way to another.
/// </summary>
internal sealed class DaemonSearch
{
    /// <summary>Whether the main process is being looked for; it has no process id then.</summary>
    public bool IsOpen { get; set; }

    /// <summary>How it is looked for, or was last.</summary>
    public MainSearch Way { get; set; }

    /// <summary>The process whose end began the search.</summary>
    public int FormerPid { get; set; }

    /// <summary>When the present main process was found or named; null as long as it is the first one.</summary>
    public TimeSpan? ChosenAt { get; set; }

    /// <summary>How often in a row a main process ended soon after it was chosen, and was looked for again.</summary>
    public int Handovers { get; set; }

    /// <summary>Whether the one that was found is to show that it stays.</summary>
    public bool IsSettling { get; set; }

    /// <summary>When the start is late; kept here while the limit of the state is that of the settling.</summary>
    public TimeSpan StartBy { get; set; }

    /// <summary>Whether the next one that is found counts at once, since one was looked at for a while already.</summary>
    public bool IsSecondLook { get; set; }

    /// <summary>Whether the time for the start is over, and this search is the last one.</summary>
    public bool IsLast { get; set; }
}
