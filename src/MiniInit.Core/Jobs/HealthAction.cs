namespace MiniInit.Core.Jobs;

/// <summary>What follows when a job is unhealthy.</summary>
public enum HealthAction
{
    /// <summary>It is shown and logged.</summary>
    None,

    /// <summary>The job is restarted.</summary>
    Restart,

    /// <summary>Init shuts down and ends with the job's last code, 1 in place of 0.</summary>
    Exit,
}
