using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Protocol.Messages;

namespace MiniInit.Control.Queries;

/// <summary>The jobs that a client means: names, globs or <c>@group</c>; without any, all.</summary>
/// <param name="supervisor">Knows the jobs.</param>
/// <param name="patterns">As the client gave them.</param>
internal sealed class JobSelection(Supervisor supervisor, IReadOnlyList<string> patterns)
{
    /// <summary>Says why there are too many; null if there are not. Who asks decides how much work it is to answer.</summary>
    public static ControlError? Refusal(IReadOnlyList<string> patterns)
    {
        int letters = 0;
        foreach (string pattern in patterns)
        {
            letters += pattern.AsSpan().ContainsAny("*?[\\") ? pattern.Length : 0;
        }

        return patterns.Count > ControlLimits.Variables
            ? new ControlError.InvalidParameter("patterns", $"there are more than {ControlLimits.Variables} patterns")
            : letters > ControlLimits.PatternLetters
            ? new ControlError.InvalidParameter("patterns", $"they have more than {ControlLimits.PatternLetters} letters together")
            : null;
    }

    /// <summary>Whether a job is among them.</summary>
    public bool Has(string job)
    {
        if (patterns.Count == 0)
        {
            return true;
        }

        foreach (string pattern in patterns)
        {
            bool isGroup = pattern.StartsWith('@');
            if (isGroup ? IsIn(job, pattern[1..]) : Glob.IsMatch(pattern, job))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsIn(string job, string group)
    {
        foreach (string name in supervisor.DefinitionOf(job) is JobDefinition definition ? definition.Tags : [])
        {
            if (string.Equals(name, group, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
