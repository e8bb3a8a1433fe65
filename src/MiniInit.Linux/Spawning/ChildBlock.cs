using System.Runtime.InteropServices;

namespace MiniInit.Linux.Spawning;

/// <summary>
/// What the child works from, in a mapping that it shares with the parent: it reads its orders, and writes into
/// <see cref="FailedStage"/> and its neighbours why it gave up.
/// </summary>
/// <remarks>Strings and vectors it points to may be private memory of the parent: the child has its own copy.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildBlock
{
    internal const int PathCapacity = 4096;

    internal int FailedStage;
    internal int FailedErrno;
    internal long FailedNumber;

    internal byte* Program;
    internal byte** Arguments;
    internal byte** Environment;
    internal byte* SearchPath;
    internal nint SearchPathLength;

    /// <summary>Room for ["/bin/sh", file, the arguments after the first, NULL], or null when there is no fallback.</summary>
    internal byte** ShellArguments;

    /// <summary>The pipe that ends with the exec, or -1.</summary>
    internal int ExecPipe;

    /// <summary>The pipe that is read from, and its other end, which is the parent's alone; or -1.</summary>
    internal int GateRead;
    internal int GateWrite;

    internal int Grouping;
    internal int Terminal;
    internal int TerminalRequired;

    /// <summary>Eleven bytes in the environment for the child's pid in decimal, or null.</summary>
    internal byte* PidText;

    /// <summary>
    /// The limits; from <see cref="FirstLateLimit"/> on those that wait until no descriptor is opened any more.
    /// </summary>
    internal int LimitCount;
    internal int FirstLateLimit;
    internal fixed int LimitResources[SpawnRequest.MaxLimits];
    internal fixed ulong SoftLimits[SpawnRequest.MaxLimits];
    internal fixed ulong HardLimits[SpawnRequest.MaxLimits];

    /// <summary>What to write into /proc/self/oom_score_adj; no bytes: nothing.</summary>
    internal int ScoreLength;
    internal fixed byte Score[12];
    internal fixed byte ScorePath[32];

    internal int HasNice;
    internal int Nice;
    internal int HasScheduling;
    internal int Policy;
    internal int PolicyLevel;
    internal int HasIoPriority;
    internal int IoPriority;
    internal int HasAffinity;
    internal fixed ulong Processors[SpawnRequest.MaxProcessors / 64];

    internal int StepCount;
    internal fixed int StepActions[DescriptorPlan.MaxSteps];
    internal fixed int StepSources[DescriptorPlan.MaxSteps];
    internal fixed int StepTargets[DescriptorPlan.MaxSteps];
    internal fixed byte NullDevice[16];

    internal byte* Root;
    internal byte* WorkingDirectory;
    internal int EntersLast;
    internal int Umask;

    internal int HasIdentity;
    internal uint UserId;
    internal uint GroupId;
    internal int GroupCount;
    internal uint* Groups;

    internal int BoundsCapabilities;
    internal ulong BoundingSet;
    internal int KeepsCapabilities;
    internal int SetsCapabilities;

    /// <summary>Permitted, effective and inheritable capabilities are cut down to these.</summary>
    internal ulong Capabilities;
    internal int SetsAmbient;
    internal ulong Ambient;
    internal int NoNewPrivileges;

    internal int ParentDeathSignal;
    internal int ParentPid;
    internal ulong BlockedSignals;
    internal ulong IgnoredSignals;

    internal nint SetgroupsNumber;
    internal nint SetresuidNumber;
    internal nint SetresgidNumber;
    internal nint CapgetNumber;
    internal nint CapsetNumber;
    internal nint SchedulerNumber;
    internal nint AffinityNumber;
    internal nint IoPriorityNumber;
    internal nint SigactionNumber;
    internal nint SigprocmaskNumber;

    /// <summary>Where the child puts "directory/program" together.</summary>
    internal fixed byte Path[PathCapacity + 1];

    /// <summary>The literal "/bin/sh", NUL-terminated.</summary>
    internal fixed byte Shell[8];
}
