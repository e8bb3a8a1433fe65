using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <content>Which instance is meant: by its name, or by the variables that tell it.</content>
public sealed partial class Supervisor
{
    /// <summary>Finds the instance that is meant, as all requests but a start do.</summary>
    /// <param name="target">What is meant.</param>
    /// <param name="instance">Its name; empty where there is one, and where it is not found.</param>
    /// <returns>Null if it is there; else why not.</returns>
    public RequestOutcome? Resolve(JobTarget target, out string instance)
    {
        ArgumentNullException.ThrowIfNull(target);
        bool isFound = TryFind(target, out JobInstance? found, out RequestOutcome? outcome);
        instance = isFound ? found!.Name : "";
        return outcome;
    }

    private SupervisedJob? FindJob(string name) =>
        _jobs.TryGetValue(name, out SupervisedJob? job) && !(job.IsRemoved && IsAtRest(job)) ? job : null;

    private static bool IsAtRest(SupervisedJob job)
    {
        foreach (JobInstance instance in job.Instances)
        {
            if (!instance.IsAtRest)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryFind(
        JobTarget target, [NotNullWhen(true)] out JobInstance? instance, [NotNullWhen(false)] out RequestOutcome? outcome)
    {
        instance = null;
        if (FindJob(target.Job) is not SupervisedJob job)
        {
            outcome = new RequestOutcome.NoSuchJob(target.Job);
            return false;
        }

        string? name = target.Instance;
        if (name is null && !TryName(job.Definition, target.Variables, out name, out outcome))
        {
            return false;
        }

        outcome = job.Instances.TryFind(name, out instance) ? null : new RequestOutcome.NoSuchInstance(target.Job, name);
        return instance is not null;
    }

    /// <summary>Gives the instance that is to be started, a new one if need be, and with which variables.</summary>
    private JobInstance? InstanceFor(
        SupervisedJob job, JobTarget target, out ValueList<EventVariable> variables, out RequestOutcome? outcome)
    {
        variables = target.Variables;
        if (target.Instance is not string name || (name.Length == 0 && job.Definition.Instance is null))
        {
            return InstanceFor(job, variables, out outcome);
        }

        // What its name does not tell is as it was the last time.
        bool exists = job.Instances.TryFind(name, out JobInstance? existing);
        if (job.Definition.Instance?.SoleVariable is string sole)
        {
            variables = [new EventVariable(sole, name), .. variables];
        }
        else if (exists && job.Definition.Instance is not null)
        {
            variables = [.. existing!.GivenVariables, .. variables];
        }
        else
        {
            outcome = new RequestOutcome.NoSuchInstance(target.Job, name);
            return null;
        }

        if (!TryName(job.Definition, variables, out string? told, out outcome))
        {
            return null;
        }

        if (told != name)
        {
            outcome = new RequestOutcome.BadInstance(target.Job, $"the variables tell the instance '{told}', and not '{name}'");
            return null;
        }

        return InstanceFor(job, variables, out outcome);
    }

    /// <summary>Gives the instance that variables name, a new one if need be.</summary>
    private JobInstance? InstanceFor(SupervisedJob job, ValueList<EventVariable> variables, out RequestOutcome? outcome)
    {
        if (!TryName(job.Definition, variables, out string? name, out outcome))
        {
            return null;
        }

        if (!job.Instances.TryFind(name, out JobInstance? instance))
        {
            if (job.Instances.Count >= SupervisorLimits.Instances && !TryForgetOldest(job))
            {
                outcome = new RequestOutcome.Refused(
                    job.Definition.Name, name, $"there are {SupervisorLimits.Instances} instances, which are the most");
                return null;
            }

            instance = AddInstance(job, name);
        }

        Touch(instance);
        return instance;
    }

    private JobInstance AddInstance(SupervisedJob job, string name)
    {
        // The line that stood for a job without instances goes.
        _observation.Note(job.Definition.Name, "");
        JobInstance instance = new(job, name, job.Definition, _census, _observation);
        job.Instances.Add(instance);
        instance.NoteChange();
        return instance;
    }

    /// <summary>Makes room for a new instance: the result that is the oldest is forgotten, as if it were reset.</summary>
    private bool TryForgetOldest(SupervisedJob job)
    {
        JobInstance? oldest = null;
        foreach (JobInstance instance in job.Instances)
        {
            if (instance is { IsAtRest: true, RetryAfter: null, LastResult: JobResult result }
                && (oldest?.LastResult is not JobResult other || result.At < other.At))
            {
                oldest = instance;
            }
        }

        if (oldest is null)
        {
            return false;
        }

        oldest.LastResult = null;
        return TryForget(oldest);
    }

    private static bool TryName(
        JobDefinition job, ValueList<EventVariable> variables, [NotNullWhen(true)] out string? name,
        [NotNullWhen(false)] out RequestOutcome? outcome)
    {
        (name, outcome) = ("", null);
        if (job.Instance is not Expansion expansion
            || expansion.TryExpand(
                variable => ValueOf(variables, variable) ?? OwnValue(job, variable), out name, out ExpansionError error))
        {
            name ??= "";
            return true;
        }

        outcome = error.UnknownVariable is string unknown
            ? new RequestOutcome.MissingVariable(job.Name, unknown, job.Usage)
            : new RequestOutcome.BadInstance(job.Name, error.Error.Message);
        return false;
    }

    private static string? OwnValue(JobDefinition job, string variable) =>
        EntryOf(job, variable) is { Value.IsConstant: true } own ? own.Value.Text : null;

    /// <summary>The last entry of a name counts.</summary>
    private static EnvironmentEntry? EntryOf(JobDefinition job, string variable)
    {
        EnvironmentEntry? found = null;
        foreach (EnvironmentEntry entry in job.Environment)
        {
            found = entry.Name == variable ? entry : found;
        }

        return found;
    }

    private void SayCannotStart(SupervisedJob job, RequestOutcome? outcome) => Say(
        LogLevel.Error,
        null,
        $"cannot start {job.Definition.Name}: " + outcome switch
        {
            RequestOutcome.MissingVariable missing => $"variable {missing.Variable}, which tells its instances apart, is not set"
                + (missing.Usage is string usage ? $"; usage: {usage}" : ""),
            RequestOutcome.BadInstance bad => bad.Sentence,
            RequestOutcome.Refused refused => refused.Sentence,
            _ => throw new UnreachableException($"{outcome}"),
        });
}
