using System;
using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Reasons;

/// <summary>What would start a job that is down.</summary>
internal static class NextStart
{
    public static void Tell(JobInstance instance, Moment moment, bool isShuttingDown, Account account)
    {
        if (instance is { RetryAfter: not null, Deadline: TimeSpan at } && !isShuttingDown)
        {
            account.Sentences.Add($"is started again {moment.In(at)}");
            return;
        }

        Tell(instance.Job, instance.StartCause is null, isShuttingDown, account);
    }

    public static void Tell(SupervisedJob job, bool isFirst, bool isShuttingDown, Account account)
    {
        JobDefinition definition = job.Definition;
        if (isShuttingDown)
        {
            account.Next.Add("cannot be started, since init is shutting down");
            return;
        }

        if (job.MissingNeed is string missing)
        {
            account.Next.Add($"requires {missing}, which is no valid job");
        }

        if (definition.Schedule is not null && !definition.IsManual)
        {
            account.Next.Add($"starts by its schedule: {definition.Schedule}");
        }
        else if (definition.Every is TimeSpan every && !definition.IsManual)
        {
            account.Next.Add($"starts every {Duration.Format(every)}");
        }

        if (definition.IsManual)
        {
            account.Next.Add(isFirst
                ? "is manual, and nobody has asked for it" : "is manual: it starts when it is asked for, or needed");
        }
        else if (job.StartOn is ExpressionState startOn)
        {
            account.Next.Add(Missing(startOn));
        }
        else if (definition.Instance is not null)
        {
            account.Next.Add($"starts when an instance is asked for, told by {definition.Instance}");
        }
        else if (definition.StartsAtBoot)
        {
            account.Next.Add("starts by itself at boot only");
        }
    }

    /// <summary>Says which events and levels an expression still lacks.</summary>
    private static string Missing(ExpressionState startOn)
    {
        List<string> missing = [];
        IReadOnlyList<EventExpression> operands = startOn.Expression.Operands;
        for (int at = 0; at < operands.Count; at++)
        {
            if (!startOn.Operands[at].IsTrue)
            {
                missing.Add(operands[at].ToString());
            }
        }

        if (missing.Count == 0 || startOn.Value)
        {
            return $"starts on {startOn.Expression}, which holds already; it has to cease and come again";
        }

        return missing.Count == operands.Count
            ? $"waits for {startOn.Expression}"
            : $"waits for {startOn.Expression}, of which is missing: {string.Join(", ", missing)}";
    }
}
