using MiniInit.Ctl.Jobs;

namespace MiniInit.Ctl.Actions;

/// <summary>A job is to be started, stopped, restarted or killed.</summary>
/// <param name="Verb">Which of these.</param>
/// <param name="Jobs">Which jobs; none: the one whose process we are.</param>
internal sealed record ChangeRequest(ChangeVerb Verb, JobRequest Jobs)
{
    /// <summary>Whether to wait until it is done.</summary>
    public bool Waits { get; init; } = true;

    /// <summary>Whether a job that is there already is success.</summary>
    public bool IsOkIfSo { get; init; }
}
