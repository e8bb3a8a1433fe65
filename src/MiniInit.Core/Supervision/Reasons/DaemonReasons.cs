namespace MiniInit.Core.Supervision.Reasons;

/// <summary>What is waited for until the main process of a daemon is known.</summary>
internal static class DaemonReasons
{
    public static string Spawned(JobInstance instance, RunningProcess main, DaemonSearch search, Moment moment)
    {
        string at = moment.In(instance.Deadline ?? moment.Now);
        if (search.IsOpen)
        {
            string then = search.IsLast ? "the start fails" : "whoever is left is taken for it";
            return $"{Sought(instance, search)}; {then} {at}";
        }

        return search.IsSettling
            ? $"waits whether process {main.Pid}, which its first process left, is there to stay; it is ready {at}"
            : $"is not ready: its first process {main.SessionPid} has run {moment.For(main.Since)} and is to end first; it is taken for the main process {at}";
    }

    public static string Sought(JobInstance instance, DaemonSearch search) =>
        search.Way != MainSearch.AtOnce && instance.Definition.PidFile is string file
            ? $"waits for its pid-file {file} to name its main process, since process {search.FormerPid} has ended"
            : $"looks for its main process among those that process {search.FormerPid} left behind";
}
