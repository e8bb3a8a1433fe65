namespace MiniInit.Core.Jobs;

/// <summary>What a job is for, and so when its start is done.</summary>
public enum JobType
{
    /// <summary>Runs until it is stopped; started when it is ready.</summary>
    Service,

    /// <summary>Runs and ends; started when it has ended well.</summary>
    Task,

    /// <summary>Has no process of its own; started when its hooks are done.</summary>
    State,
}
