namespace MiniInit.Core.Supervision;

/// <summary>How far a process has been asked to end.</summary>
internal enum KillStage
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By the kill signal.</summary>
    Asked,

    /// <summary>By SIGKILL.</summary>
    Killed,
}
