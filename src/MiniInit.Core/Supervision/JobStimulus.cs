namespace MiniInit.Core.Supervision;

/// <summary>What can happen to an instance of a job.</summary>
public enum JobStimulus
{
    /// <summary>Its goal has become start.</summary>
    GoalStart,

    /// <summary>Its goal has become stop.</summary>
    GoalStop,

    /// <summary>Its <c>starting</c> or <c>stopping</c> event has been handled by everyone.</summary>
    EventHandled,

    /// <summary>Its helper process has ended.</summary>
    HelperEnded,

    /// <summary>Its helper could not be started.</summary>
    HelperSpawnFailed,

    /// <summary>The program of its main process runs.</summary>
    MainStarted,

    /// <summary>Its main process is ready.</summary>
    MainReady,

    /// <summary>Its main process has ended.</summary>
    MainEnded,

    /// <summary>Its main process could not be started.</summary>
    MainSpawnFailed,

    /// <summary>The last of its processes is gone.</summary>
    ProcessesGone,

    /// <summary>A job that it needs, or that needs it, has changed.</summary>
    NeighbourChanged,

    /// <summary>The conditions of its start hold.</summary>
    ConditionsMet,

    /// <summary>The time limit of its state has passed.</summary>
    DeadlinePassed,
}
