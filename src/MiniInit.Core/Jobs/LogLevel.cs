namespace MiniInit.Core.Jobs;

/// <summary>How much init says; each level holds those below it.</summary>
public enum LogLevel
{
    /// <summary>Every input and effect.</summary>
    Debug,

    /// <summary>Every change of a job's state.</summary>
    Info,

    /// <summary>What an operator wants to read later.</summary>
    Message,

    /// <summary>What may be wrong.</summary>
    Warn,

    /// <summary>What went wrong.</summary>
    Error,

    /// <summary>What ends init.</summary>
    Fatal,
}
