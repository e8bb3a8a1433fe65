using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Whose environment is meant.</summary>
/// <param name="Of">A running instance's; null: that of all jobs.</param>
internal sealed record EnvironmentScope(InstanceName? Of)
{
    /// <summary>Chooses: of the job that is named, else of the one whose process we are, else of all jobs.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="isGlobal">Whether that of all jobs was asked for.</param>
    /// <param name="job">The job that was named; null for none.</param>
    /// <param name="instance">The name of its instance; null where there is one.</param>
    public static EnvironmentScope Choose(Invocation invocation, bool isGlobal, string? job, string? instance) => new(
        isGlobal ? null : job is not null ? new InstanceName(job, instance ?? "") : invocation.OwnJob);

    /// <summary>For messages: <c>the environment of web</c>.</summary>
    public string Title => $"the environment of {(Of is null ? "jobs" : JobTitle.Of(Of.Job, Of.Instance))}";
}
