namespace MiniInit.Bench;

/// <summary>The names for --only, for the budgets and for the JSON.</summary>
internal static class RowNames
{
    internal const string Size = "size";
    internal const string ControlLoad = "control-load";
    internal const string ControlLoadFlood = "control-load-flood";
    internal const string ControlLoadGrowth = "control-load-growth";
    internal const string ControlLoadMedian = "control-load-median";
    internal const string ControlLoadP99 = "control-load-p99";
    internal const string ControlLoadWrong = "control-load-wrong";
    internal const string ControlStatus = "control-status";
    internal const string ExecToExit = "exec-to-exit";
    internal const string FirstOutput = "first-output";
    internal const string SignalsBlocked = "signals-blocked";
    internal const string GrowthLaunch = "supervise-growth-launch";
    internal const string GrowthStop = "supervise-growth-stop";
    internal const string GrowthStateLaunch = "supervise-growth-state-launch";
    internal const string GrowthStateStop = "supervise-growth-state-stop";
    internal const string Idle = "idle";
    internal const string IdleResident = "idle-resident";
    internal const string IdleProportional = "idle-proportional";
    internal const string IdleThreads = "idle-threads";
    internal const string IdleWakeUps = "idle-wake-ups";
    internal const string Output = "output";
    internal const string OutputForms = "output-forms";
    internal const string OutputGarbage = "output-garbage";
    internal const string ReadingFiles = "reading-files";
    internal const string ReadingGarbage = "reading-garbage";
    internal const string Reaping = "reaping";
    internal const string ReapingLeft = "reaping-left";
    internal const string SignalLatency = "signal-latency";
    internal const string StopStrays = "stop-strays";
    internal const string StopTree = "stop-tree";
    internal const string Supervise = "supervise";
    internal const string SuperviseGrowth = "supervise-growth";
    internal const string SuperviseIdle = "supervise-idle";
    internal const string SuperviseLaunch = "supervise-launch";
    internal const string SuperviseLog = "supervise-log";
    internal const string SuperviseLogLost = "supervise-log-lost";
    internal const string SuperviseMemory = "supervise-memory";
    internal const string SuperviseRestart = "supervise-restart";
    internal const string SuperviseStop = "supervise-stop";
    internal const string TermToExit = "term-to-exit";
}
