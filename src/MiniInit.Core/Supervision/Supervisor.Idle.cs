using MiniInit.Core.Jobs;

namespace MiniInit.Core.Supervision;

/// <content>The end for want of work, where that is asked for.</content>
public sealed partial class Supervisor
{
    private bool _hasWakers;

    private void ExitIfIdle()
    {
        if (_init.ExitWhenIdle && _isBooted && !IsShuttingDown && IsIdle())
        {
            Say(LogLevel.Message, null, "nothing is left to run or to wait for");
            EndInit(FirstFailureCode());
        }
    }

    /// <summary>Whether nothing runs, nothing is on its way, and no clock and no socket will start anything.</summary>
    private bool IsIdle() => _processes.Count == 0 && _agenda.Count == 0 && _events.Count == 0
        && NextDeadline is null && !_hasWakers
        && _census[Standing.Alive] + _census[Standing.Moving] + _census[Standing.Unkillable] == 0;

    private static bool IsWoken(JobDefinition job) =>
        !job.IsManual && (job.Schedule is not null || job.Every is not null || job.Listen.Count > 0);
}
