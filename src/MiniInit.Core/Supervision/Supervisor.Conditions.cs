using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>Conditions: paths and variables without which a start is skipped. Only the shell can look at them.</content>
public sealed partial class Supervisor
{
    /// <summary>Whether the conditions of a start hold; asks if that is not known. A respawn is no start.</summary>
    private bool AreConditionsMet(JobInstance instance)
    {
        JobDefinition definition = instance.Job.Definition;
        if (instance.Conditions == ConditionCheck.Met || instance.Goal == JobGoal.Respawn
            || (definition.IfPathExists.Count == 0 && definition.IfEnvironmentSet.Count == 0))
        {
            return true;
        }

        if (instance.Conditions == ConditionCheck.None)
        {
            instance.Conditions = ConditionCheck.Asked;
            _effects.Add(new SupervisorEffect.CheckConditions(
                definition.Name, instance.Name, definition, instance.NextVariables ?? instance.Variables)
            {
                Removed = instance.NextVariables is null ? instance.Removed : [],
            });
        }

        return false;
    }

    private void NoteConditions(SupervisorInput.ConditionsChecked conditions)
    {
        if (Find(conditions.Job, conditions.Instance) is not
            { Conditions: ConditionCheck.Asked or ConditionCheck.AskedBefore } instance)
        {
            return;
        }

        Touch(instance);
        bool isOld = instance.Conditions == ConditionCheck.AskedBefore;
        instance.Conditions = ConditionCheck.None;
        if (instance.Goal != JobGoal.Start || instance.State != JobState.Waiting)
        {
            Forget(instance);
        }
        else if (isOld)
        {
            Stimulate(instance, JobStimulus.NeighbourChanged);
        }
        else if (conditions.Unmet is string unmet)
        {
            instance.Skipped = unmet;
            instance.Goal = JobGoal.Stop;
            Stimulate(instance, JobStimulus.GoalStop);
        }
        else
        {
            instance.Conditions = ConditionCheck.Met;
            Stimulate(instance, JobStimulus.ConditionsMet);
        }
    }

    /// <summary>
    /// The job stays down, and nothing is wrong. It was never starting, so there is no event of its being stopped.
    /// </summary>
    private void Skip(JobInstance instance, string unmet)
    {
        // A job that is tried every minute says it once.
        LogLevel level = instance.LastResult?.Skipped == unmet ? LogLevel.Debug : LogLevel.Message;
        Say(level, instance, $"skipped: {unmet}");
        (instance.Failure, instance.MainEnd) = (null, null);
        instance.LastResult = new JobResult(null, null, _now) { Skipped = unmet };
        FinishStart(instance, Refused(instance, unmet), isFailure: false);
        FinishStop(instance, Done(instance));
        ReleaseNeeded(instance);
        TellNeighbours(instance);
        Forget(instance);
    }
}
