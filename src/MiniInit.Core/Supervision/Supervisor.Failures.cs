using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Failures, and what comes of them for init.</content>
public sealed partial class Supervisor
{
    internal const string Dependency = "dependency";
    internal const string Respawning = "respawn";
    private long _failures;

    /// <summary>Records the first failure since the start; on the way up it turns the job around.</summary>
    private void Fail(JobInstance instance, JobFailure failure)
    {
        if (failure.Process is Dependency or Internal)
        {
            Say(LogLevel.Warn, instance, failure.Sentence);
        }
        else
        {
            _effects.Add(new SupervisorEffect.Failed(instance.Definition.Name, instance.Name, failure));
        }

        if (instance.Failure is null)
        {
            (instance.Failure, instance.FailureNumber) = (failure, ++_failures);
        }

        if (instance.WantsUp && instance.State != JobState.PostStop)
        {
            instance.Goal = JobGoal.Stop;
            StopDependents(instance);
        }
    }

    /// <summary>The code of the failure that came first, of those that are remembered; 0 if there is none.</summary>
    private int FirstFailureCode()
    {
        JobInstance? first = null;
        foreach (JobInstance instance in AllInstances())
        {
            if (instance.LastResult?.Failure is not null && (first is null || instance.FailureNumber < first.FailureNumber))
            {
                first = instance;
            }
        }

        return first is null ? 0 : ExitCodeOf(first.LastResult?.Failure?.End, isFailure: true);
    }
}
