namespace MiniInit.Core.Jobs;

/// <summary>Which processes of a job a stop ends.</summary>
public enum KillMode
{
    /// <summary>The process group of the main process first, then every process of the job, wherever it went.</summary>
    Tree,

    /// <summary>The process group of the main process, as Upstart.</summary>
    Group,

    /// <summary>The main process alone.</summary>
    Main,

    /// <summary>The kill signal to the main process alone, then KILL to the whole tree.</summary>
    Mixed,
}
