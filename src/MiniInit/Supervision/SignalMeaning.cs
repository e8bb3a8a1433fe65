namespace MiniInit.Supervision;

/// <summary>What a signal asks of a supervisor.</summary>
internal enum SignalMeaning
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A child ended or stopped.</summary>
    ChildChanged,

    /// <summary>To end, with all jobs.</summary>
    ShutDown,

    /// <summary>To end, and switch the machine off where that is ours to do.</summary>
    PowerOff,

    /// <summary>To end, and start the machine anew where that is ours to do.</summary>
    Reboot,

    /// <summary>To read the job files again.</summary>
    Reload,

    /// <summary>To open log files anew: they were rotated.</summary>
    ReopenLogs,

    /// <summary>To say how all jobs are.</summary>
    DumpState,
}
