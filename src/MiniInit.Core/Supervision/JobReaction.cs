namespace MiniInit.Core.Supervision;

/// <summary>What follows from something that happened to an instance of a job.</summary>
public enum JobReaction
{
    /// <summary>It cannot happen in this state: a bug, which is logged, and the job fails.</summary>
    Impossible,

    /// <summary>Nothing; it comes late, or is of no concern here.</summary>
    Nothing,

    /// <summary>On to the next state, if nothing is waited for any more.</summary>
    Proceed,

    /// <summary>On to the next state, waited for or not.</summary>
    Leave,

    /// <summary>The helper is asked to end, then killed; its end leads on, or at once where there is none.</summary>
    EndHelper,

    /// <summary>The helper's result decides: a failure fails the job, and the goal becomes stop. Then on.</summary>
    JudgeHelper,

    /// <summary>The main process runs; with <c>ready = "exec"</c> it is ready, else its readiness is waited for.</summary>
    AwaitReady,

    /// <summary>
    /// The main process ended by itself: it is respawned, or the job is done, or has failed. Once no helper is left, on.
    /// </summary>
    JudgeMain,

    /// <summary>
    /// The time to be ready is over. A daemon goes on with the process that there is; any other job has failed, and its
    /// goal becomes stop. Then on.
    /// </summary>
    JudgeStart,

    /// <summary>What is left of the processes is killed; if that was done already, the job is unkillable.</summary>
    KillHarder,

    /// <summary>It is refused until the processes are gone.</summary>
    Refuse,

    /// <summary>The stop had not begun: the job is up as before.</summary>
    StayUp,

    /// <summary>The job is down, and all that was put off is done now.</summary>
    Settle,
}
