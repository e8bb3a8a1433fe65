namespace MiniInit.Core.Supervision;

/// <summary>What a process is to its job.</summary>
public enum ProcessRole
{
    /// <summary>The job's own process.</summary>
    Main,

    /// <summary>The helper before it.</summary>
    PreStart,

    /// <summary>The helper once it is ready.</summary>
    PostStart,

    /// <summary>The helper before it is stopped.</summary>
    PreStop,

    /// <summary>The helper after it.</summary>
    PostStop,

    /// <summary>The command of a reload.</summary>
    Reload,
}
