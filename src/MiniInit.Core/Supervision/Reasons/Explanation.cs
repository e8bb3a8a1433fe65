using System.Collections.Generic;
using System.Diagnostics;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>Why an instance is where it is: its own reasons, then those of others that it waits for or went down with.</summary>
/// <remarks>Those come in the order of their distance, each once, and no more than a page of them.</remarks>
internal sealed class Explanation(Moment moment, bool isShuttingDown)
{
    private readonly List<string> _sentences = [];
    private readonly Queue<(string Subject, JobInstance Instance, bool IsIntroduced)> _open = new();
    private readonly HashSet<JobInstance> _seen = [];

    /// <summary>Explains an instance.</summary>
    public IReadOnlyList<string> Of(JobInstance asked)
    {
        _open.Enqueue(("", asked, false));
        _seen.Add(asked);
        while (_open.TryDequeue(out (string Subject, JobInstance Instance, bool IsIntroduced) next)
            && _sentences.Count < SupervisorLimits.Reasons)
        {
            Tell(next.Subject, next.Instance, next.IsIntroduced);
        }

        return _sentences.Count <= SupervisorLimits.Reasons ? _sentences : _sentences.GetRange(0, SupervisorLimits.Reasons);
    }

    /// <summary>Explains a job that has no instance.</summary>
    public IReadOnlyList<string> Of(SupervisedJob job)
    {
        Account account = new();
        account.Sentences.Add("has no instance");
        NextStart.Tell(job, isFirst: true, isShuttingDown, account);
        return [.. account.Sentences, .. account.Next];
    }

    private void Tell(string subject, JobInstance instance, bool isIntroduced)
    {
        Account account = AccountOf(instance);
        for (int at = isIntroduced ? 1 : 0; at < account.Sentences.Count; at++)
        {
            _sentences.Add(subject + account.Sentences[at]);
        }

        if (!isIntroduced || instance.LastResult is null)
        {
            account.Next.ForEach(sentence => _sentences.Add(subject + sentence));
        }

        int told = 0;
        foreach ((string verb, JobInstance other) in account.Others)
        {
            if (told == SupervisorLimits.NamesInAMessage)
            {
                _sentences.Add($"{subject}{verb} others too, {account.Others.Count - told} more");
                break;
            }

            told++;
            if (_seen.Add(other))
            {
                _sentences.Add($"{subject}{verb} {other.Title}, which {AccountOf(other).Sentences[0]}");
                _open.Enqueue(($"{other.Title} ", other, true));
            }
        }
    }

    private Account AccountOf(JobInstance instance)
    {
        Account account = new();
        switch (instance.State)
        {
            case JobState.Waiting when !instance.WantsUp:
                RestReasons.Tell(instance, moment, account);
                NextStart.Tell(instance, moment, isShuttingDown, account);
                break;
            case JobState.Running when instance.Goal == JobGoal.Start:
                RunReasons.Tell(instance, moment, account);
                break;
            case JobState.Waiting:
            case JobState.Starting or JobState.PreStart or JobState.Spawned or JobState.PostStart when instance.WantsUp:
                StartReasons.Tell(instance, moment, account);
                break;
            case JobState.Starting or JobState.PreStart or JobState.Spawned or JobState.PostStart or JobState.Running:
            case JobState.PreStop or JobState.Stopping or JobState.Killed or JobState.PostStop or JobState.Unkillable:
                StopReasons.Tell(instance, moment, account);
                break;
            default:
                throw new UnreachableException($"{instance.State}");
        }

        return account;
    }
}
