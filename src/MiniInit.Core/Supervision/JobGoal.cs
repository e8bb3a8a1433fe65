namespace MiniInit.Core.Supervision;

/// <summary>Where an instance of a job is to go.</summary>
public enum JobGoal
{
    /// <summary>Down.</summary>
    Stop,

    /// <summary>Up.</summary>
    Start,

    /// <summary>Up again, since its main process ended and is respawned.</summary>
    Respawn,
}
