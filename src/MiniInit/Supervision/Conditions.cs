using System;
using System.Text;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Files;
using MiniInit.Linux.Spawning;

namespace MiniInit.Supervision;

/// <summary>Looks whether what a job's start depends on is there: <c>if-path-exists</c>, <c>if-env-set</c>.</summary>
internal sealed class Conditions(StringVector environment)
{
    /// <summary>Looks.</summary>
    public SupervisorInput.ConditionsChecked Check(SupervisorEffect.CheckConditions check) =>
        new(check.Job, check.Instance, Unmet(check));

    private string? Unmet(SupervisorEffect.CheckConditions check)
    {
        foreach (string path in check.Definition.IfPathExists)
        {
            if (!FileRead.Exists(path))
            {
                return $"{Quotation.Of(path)} does not exist (if-path-exists)";
            }
        }

        foreach (string name in check.Definition.IfEnvironmentSet)
        {
            if (!IsSet(name, check))
            {
                return $"the variable {name} is not set (if-env-set)";
            }
        }

        return null;
    }

    private bool IsSet(string name, SupervisorEffect.CheckConditions check)
    {
        foreach (EventVariable variable in check.Variables)
        {
            if (variable.Name == name)
            {
                return true;
            }
        }

        foreach (string removed in check.Removed)
        {
            if (removed == name)
            {
                return false;
            }
        }

        return environment.TryGetVariable(Encoding.UTF8.GetBytes(name), out ReadOnlySpan<byte> _);
    }
}
