namespace MiniInit.Core.Supervision;

/// <summary>How far an instance of a job is on its way: Upstart's states, and one more.</summary>
public enum JobState
{
    /// <summary>Down. With goal start: waits for what it needs, or for the end of a respawn delay.</summary>
    Waiting,

    /// <summary>The <c>starting</c> event is handled; the job waits for all that it starts or stops.</summary>
    Starting,

    /// <summary>The pre-start helper runs.</summary>
    PreStart,

    /// <summary>The main process is started and not ready yet.</summary>
    Spawned,

    /// <summary>The post-start helper runs.</summary>
    PostStart,

    /// <summary>Up. With goal stop: waits for the jobs that must stop first.</summary>
    Running,

    /// <summary>The pre-stop helper runs.</summary>
    PreStop,

    /// <summary>The <c>stopping</c> event is handled; the job waits for all that it starts or stops.</summary>
    Stopping,

    /// <summary>The processes have been asked to end.</summary>
    Killed,

    /// <summary>The post-stop helper runs.</summary>
    PostStop,

    /// <summary>
    /// The processes were killed and are still there, in the kernel's hands. What waits for the job goes on without it;
    /// it cannot start until they are gone.
    /// </summary>
    Unkillable,
}
