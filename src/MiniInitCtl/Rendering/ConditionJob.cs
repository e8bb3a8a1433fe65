using System.Linq;
using MiniInit.Core.Events;

namespace MiniInit.Ctl.Rendering;

/// <summary>The job that a condition is about, if its event is one of jobs.</summary>
internal static class ConditionJob
{
    /// <summary>The variable of such events that names the job.</summary>
    public const string Variable = "JOB";

    /// <summary>Gives its name: the first value, or the variable's; null if it is about none.</summary>
    public static string? Of(EventMatch match)
    {
        if (match.Name is not ("starting" or "started" or "stopping" or "stopped"))
        {
            return null;
        }

        return match.Values.Length > 0
            ? match.Values[0]
            : match.Variables.FirstOrDefault(variable => variable.Name == Variable && !variable.Negated)?.Value;
    }
}
