using System.Diagnostics;

namespace MiniInit.Core.Supervision;

/// <summary>The rules by which an instance of a job moves: which state follows which, and what follows from what.</summary>
/// <remarks>
/// <para>
/// The model is Upstart's. A job has a goal and a state. The state moves along one cycle, up one side and down the
/// other; the goal decides, each time a state is left, on which side it goes on. Changing the goal therefore never
/// interrupts a step: a stop during the start turns around at the next state, a start during the stop goes on to the
/// end of the cycle and up again. So each thing that a state has begun is ended before the next one begins, and a state
/// has one process at most besides the main one: the helper of that state.
/// </para>
/// <para>
/// Upstart's faults were in what this leaves open, and are closed here. Each state in which something is waited for has
/// a time limit, and what happens then is in the table. A helper that is still running when the goal turns is ended and
/// not waited for without bound. A process that ends too early or too late, or that never was ours, has its entry. And a
/// process that even SIGKILL does not end (in an uninterruptible call) leads to a state of its own, which holds nobody.
/// </para>
/// <para>
/// Here are only the rules, as two functions of plain values: no instance, no clock, no effect. The supervisor keeps the
/// facts, asks, and does what is said. <c>docs/STATES.md</c> prints both tables, and a test compares them.
/// </para>
/// </remarks>
public static class JobMachine
{
    /// <summary>Gives the state that follows when a state is left.</summary>
    /// <param name="state">The state that is left.</param>
    /// <param name="goal">The goal.</param>
    /// <param name="hasMain">Whether there is a main process.</param>
    public static JobState Next(JobState state, JobGoal goal, bool hasMain) => (state, goal) switch
    {
        (JobState.Waiting, JobGoal.Stop) => JobState.Waiting,
        (JobState.Waiting, JobGoal.Start or JobGoal.Respawn) => JobState.Starting,

        (JobState.Starting, JobGoal.Stop) => JobState.Stopping,
        (JobState.Starting, JobGoal.Start or JobGoal.Respawn) => JobState.PreStart,

        (JobState.PreStart, JobGoal.Stop) => JobState.Stopping,
        (JobState.PreStart, JobGoal.Start or JobGoal.Respawn) => JobState.Spawned,

        (JobState.Spawned, JobGoal.Stop or JobGoal.Respawn) => JobState.Stopping,
        (JobState.Spawned, JobGoal.Start) => JobState.PostStart,

        (JobState.PostStart, JobGoal.Stop or JobGoal.Respawn) => JobState.Stopping,
        (JobState.PostStart, JobGoal.Start) => JobState.Running,

        // A start does not leave the running state; it is here for the pairs to be complete.
        (JobState.Running, JobGoal.Start) => JobState.Running,
        (JobState.Running, JobGoal.Stop) => hasMain ? JobState.PreStop : JobState.Stopping,
        (JobState.Running, JobGoal.Respawn) => JobState.Stopping,

        (JobState.PreStop, JobGoal.Start) => hasMain ? JobState.Running : JobState.Stopping,
        (JobState.PreStop, JobGoal.Stop or JobGoal.Respawn) => JobState.Stopping,

        (JobState.Stopping, JobGoal.Stop or JobGoal.Start or JobGoal.Respawn) => JobState.Killed,
        (JobState.Killed, JobGoal.Stop or JobGoal.Start or JobGoal.Respawn) => JobState.PostStop,

        (JobState.PostStop, JobGoal.Stop or JobGoal.Start or JobGoal.Respawn) => JobState.Waiting,
        (JobState.Unkillable, JobGoal.Stop or JobGoal.Start or JobGoal.Respawn) => JobState.Waiting,
        _ => throw new UnreachableException($"{state}, {goal}"),
    };

    /// <summary>Gives what follows from something that happened.</summary>
    /// <param name="state">The state it happened in.</param>
    /// <param name="stimulus">What happened.</param>
    public static JobReaction React(JobState state, JobStimulus stimulus) => stimulus switch
    {
        JobStimulus.GoalStart => OnGoalStart(state),
        JobStimulus.GoalStop => OnGoalStop(state),
        JobStimulus.EventHandled => OnEventHandled(state),
        JobStimulus.HelperEnded => OnHelperEnded(state),
        JobStimulus.HelperSpawnFailed => OnHelperSpawnFailed(state),
        JobStimulus.MainStarted => OnMainStarted(state),
        JobStimulus.MainReady => OnMainReady(state),
        JobStimulus.MainEnded => OnMainEnded(state),
        JobStimulus.MainSpawnFailed => OnMainSpawnFailed(state),
        JobStimulus.ProcessesGone => OnProcessesGone(state),
        JobStimulus.NeighbourChanged => OnNeighbourChanged(state),
        JobStimulus.ConditionsMet => OnConditionsMet(state),
        JobStimulus.DeadlinePassed => OnDeadlinePassed(state),
        _ => throw new UnreachableException($"{stimulus}"),
    };

    private static JobReaction OnGoalStart(JobState state) => state switch
    {
        JobState.Waiting => JobReaction.Proceed,
        JobState.Starting or JobState.PreStart or JobState.Spawned or JobState.PostStart => JobReaction.Nothing,
        JobState.Running => JobReaction.StayUp,
        JobState.PreStop or JobState.Stopping or JobState.Killed or JobState.PostStop => JobReaction.Nothing,
        JobState.Unkillable => JobReaction.Refuse,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnGoalStop(JobState state) => state switch
    {
        JobState.Waiting => JobReaction.Settle,
        JobState.Starting or JobState.Spawned => JobReaction.Leave,
        JobState.PreStart or JobState.PostStart or JobState.Running => JobReaction.EndHelper,
        JobState.PreStop or JobState.Stopping or JobState.Killed or JobState.PostStop => JobReaction.Nothing,

        // Whoever asked for a start that was called off before it could be refused.
        JobState.Unkillable => JobReaction.Refuse,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnEventHandled(JobState state) => state switch
    {
        JobState.Starting or JobState.Stopping => JobReaction.Leave,

        // The job went on when the time limit passed, and the answer comes after all.
        JobState.Waiting or JobState.PreStart or JobState.Spawned or JobState.PostStart => JobReaction.Nothing,
        JobState.Running or JobState.PreStop or JobState.Killed or JobState.PostStop => JobReaction.Nothing,
        JobState.Unkillable => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnHelperEnded(JobState state) => state switch
    {
        JobState.PreStart or JobState.PostStop => JobReaction.JudgeHelper,
        JobState.PostStart or JobState.Running or JobState.PreStop => JobReaction.Proceed,

        // A helper that had to be left behind since not even SIGKILL ended it.
        JobState.Waiting or JobState.Starting or JobState.Spawned => JobReaction.Nothing,
        JobState.Stopping or JobState.Killed or JobState.Unkillable => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnHelperSpawnFailed(JobState state) => state switch
    {
        JobState.PreStart or JobState.PostStop => JobReaction.JudgeHelper,
        JobState.PostStart or JobState.Running or JobState.PreStop => JobReaction.Proceed,
        JobState.Waiting or JobState.Starting or JobState.Spawned => JobReaction.Impossible,
        JobState.Stopping or JobState.Killed or JobState.Unkillable => JobReaction.Impossible,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnMainStarted(JobState state) => state switch
    {
        JobState.Spawned => JobReaction.AwaitReady,

        // The goal turned between clone and exec.
        JobState.Stopping or JobState.Killed or JobState.Unkillable => JobReaction.Nothing,

        // It said that it is ready before we were told that it runs.
        JobState.PostStart or JobState.Running or JobState.PreStop => JobReaction.Nothing,
        JobState.Waiting or JobState.Starting or JobState.PreStart or JobState.PostStop => JobReaction.Impossible,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnMainReady(JobState state) => state switch
    {
        JobState.Spawned => JobReaction.Proceed,

        // Said again, or too late: anybody may say READY=1 as often as he likes.
        JobState.Waiting or JobState.Starting or JobState.PreStart or JobState.PostStart => JobReaction.Nothing,
        JobState.Running or JobState.PreStop or JobState.Stopping or JobState.Killed => JobReaction.Nothing,
        JobState.PostStop or JobState.Unkillable => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnMainEnded(JobState state) => state switch
    {
        JobState.Spawned or JobState.PostStart or JobState.Running => JobReaction.JudgeMain,

        // It was to end anyway. In pre-stop the helper is still waited for.
        JobState.PreStop or JobState.Stopping => JobReaction.Nothing,
        JobState.Killed => JobReaction.Proceed,
        JobState.Unkillable => JobReaction.Nothing,
        JobState.Waiting or JobState.Starting or JobState.PreStart or JobState.PostStop => JobReaction.Impossible,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnMainSpawnFailed(JobState state) => state switch
    {
        JobState.Spawned => JobReaction.JudgeMain,
        JobState.Stopping or JobState.Unkillable => JobReaction.Nothing,
        JobState.Killed => JobReaction.Proceed,
        JobState.Waiting or JobState.Starting or JobState.PreStart or JobState.PostStart => JobReaction.Impossible,
        JobState.Running or JobState.PreStop or JobState.PostStop => JobReaction.Impossible,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnProcessesGone(JobState state) => state switch
    {
        JobState.Killed => JobReaction.Proceed,
        JobState.Unkillable => JobReaction.Settle,
        JobState.Waiting or JobState.Starting or JobState.PreStart or JobState.Spawned => JobReaction.Nothing,
        JobState.PostStart or JobState.Running or JobState.PreStop or JobState.Stopping => JobReaction.Nothing,
        JobState.PostStop => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnNeighbourChanged(JobState state) => state switch
    {
        JobState.Waiting or JobState.Running => JobReaction.Proceed,
        JobState.Starting or JobState.PreStart or JobState.Spawned or JobState.PostStart => JobReaction.Nothing,
        JobState.PreStop or JobState.Stopping or JobState.Killed or JobState.PostStop => JobReaction.Nothing,
        JobState.Unkillable => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnConditionsMet(JobState state) => state switch
    {
        JobState.Waiting => JobReaction.Proceed,
        JobState.Starting or JobState.PreStart or JobState.Spawned or JobState.PostStart => JobReaction.Nothing,
        JobState.Running or JobState.PreStop or JobState.Stopping or JobState.Killed => JobReaction.Nothing,
        JobState.PostStop or JobState.Unkillable => JobReaction.Nothing,
        _ => throw new UnreachableException($"{state}"),
    };

    private static JobReaction OnDeadlinePassed(JobState state) => state switch
    {
        // The respawn delay is over.
        JobState.Waiting => JobReaction.Proceed,

        // Whoever handles the event has had his time; the job goes on.
        JobState.Starting or JobState.Stopping => JobReaction.Leave,
        JobState.PreStart or JobState.PostStart or JobState.PreStop or JobState.PostStop => JobReaction.EndHelper,

        // The command of a reload.
        JobState.Running => JobReaction.EndHelper,
        JobState.Spawned => JobReaction.JudgeStart,
        JobState.Killed => JobReaction.KillHarder,
        JobState.Unkillable => JobReaction.Impossible,
        _ => throw new UnreachableException($"{state}"),
    };
}
