namespace MiniInit.Core.Jobs;

/// <summary>After which ends of its own a main process is started again.</summary>
public enum RespawnPolicy
{
    /// <summary>After none.</summary>
    Never,

    /// <summary>After any; for a task, after a failure.</summary>
    Always,

    /// <summary>After a failure: a code or signal that is not normal, or a time limit.</summary>
    OnFailure,

    /// <summary>After a normal end.</summary>
    OnSuccess,

    /// <summary>After a signal or a time limit, but after no exit code.</summary>
    OnAbnormal,
}
