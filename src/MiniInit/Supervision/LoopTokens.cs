namespace MiniInit.Supervision;

/// <summary>The numbers by which epoll tells what is ready.</summary>
internal static class LoopTokens
{
    /// <summary>A signal.</summary>
    public const ulong Signal = 1;

    /// <summary>One of the signals that early.c counts.</summary>
    public const ulong SentSignal = 2;

    /// <summary>A message of a job.</summary>
    public const ulong Notify = 3;

    /// <summary>A change among the job files.</summary>
    public const ulong Configuration = 4;

    /// <summary>A change of a file that jobs wait for.</summary>
    public const ulong AwaitedFiles = 5;

    /// <summary>A client that connects to the control socket.</summary>
    public const ulong Control = 6;

    /// <summary>A change in the folder of the control socket.</summary>
    public const ulong ControlPath = 7;

    /// <summary>From here on, two for each start of a process: its exec, and its readiness.</summary>
    public const ulong FirstChild = 1UL << 16;

    /// <summary>From here on, one for each client.</summary>
    public const ulong FirstClient = 1UL << 40;

    /// <summary>From here on, one for each process that a job named as its main one.</summary>
    public const ulong FirstNamed = 1UL << 48;

    /// <summary>From here up to twice that, the output of jobs.</summary>
    public const ulong FirstOutput = 1UL << 62;
}
