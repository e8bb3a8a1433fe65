using System;
using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <summary>The time limits of the supervisor that no key sets.</summary>
public static class SupervisorLimits
{
    /// <summary>60 s for all that a <c>starting</c> event starts or stops: as long as a start may take.</summary>
    public static TimeSpan StartingEvent => TimeSpan.FromSeconds(60);

    /// <summary>5 s for all that a <c>stopping</c> event starts or stops: it must fit into a shutdown.</summary>
    public static TimeSpan StoppingEvent => TimeSpan.FromSeconds(5);

    /// <summary>5 s for all that the end of a session starts, and at most half of the time that there is for a shutdown.</summary>
    public static TimeSpan SessionEnd => TimeSpan.FromSeconds(5);

    /// <summary>2 s after SIGKILL; what is there then waits in the kernel, perhaps for ever.</summary>
    public static TimeSpan KillGrace => TimeSpan.FromSeconds(2);

    /// <summary>1 s between the kill signal and SIGKILL for a shutdown in a hurry.</summary>
    public static TimeSpan HurriedKill => TimeSpan.FromSeconds(1);

    /// <summary>100 ms of pause where a round has no end, so that the processor is left to others.</summary>
    public static TimeSpan PauseOfARound => TimeSpan.FromMilliseconds(100);

    /// <summary>5 s for the command of a reload: as long as for other helpers of a job that is up.</summary>
    public static TimeSpan ReloadCommand => JobDefaults.StopHookTimeout;

    /// <summary>100 ms after which a process that is perhaps in the middle of becoming a daemon is taken for one.</summary>
    public static TimeSpan DaemonSettling => TimeSpan.FromMilliseconds(100);

    /// <summary>5 s in which a process that was taken for a daemon may still hand over to another: it starts up so long.</summary>
    public static TimeSpan DaemonChoosing => TimeSpan.FromSeconds(5);

    /// <summary>How often in a row it may: a program that forks and ends for ever has an end.</summary>
    public const int DaemonHandovers = 20;

    /// <summary>1 s of life makes a job with <c>ready = "exec"</c> one that was ready.</summary>
    public static TimeSpan AliveForReady => TimeSpan.FromSeconds(1);

    /// <summary>The most instances of one job, so that a stream of starts with new names does not fill the memory.</summary>
    public const int Instances = 10_000;

    /// <summary>The most steps in answer to one input, and how many more for each job: a whole boot needs some ten a job.</summary>
    public const int StepsInARound = 10_000, StepsForAJob = 100;

    /// <summary>The longest status text that is kept, in UTF-16 units: a line, not a page, for each of many jobs.</summary>
    public const int StatusText = 500;

    /// <summary>The longest that the variables of an instance get by being changed, in UTF-16 units: as long as one request.</summary>
    public const int VariableText = 65_536;

    /// <summary>
    /// The variables of all instances together, in UTF-16 units: 8 MB. Beyond that a request brings 256 at most, with which
    /// ten thousand instances of a job take a few MB more: whoever may start one cannot fill our memory.
    /// </summary>
    public const int AllVariableText = 4 * 1024 * 1024, SmallVariableText = 256;

    /// <summary>How many jobs whose files are gone are remembered, to tell whether they come back unchanged.</summary>
    public const int ForgottenJobs = 10_000;

    /// <summary>The most sentences about why an instance is where it is: a page.</summary>
    public const int Reasons = 20;

    /// <summary>How many names a message lists.</summary>
    public const int NamesInAMessage = 10;

    /// <summary>
    /// How many events may wait to be handled, and how many more for each job, which has four of its own; what comes
    /// beyond is refused.
    /// </summary>
    public const int PendingEvents = 10_000, PendingEventsForAJob = 4;
}
