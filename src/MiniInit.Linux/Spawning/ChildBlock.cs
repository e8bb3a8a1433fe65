using System.Runtime.InteropServices;

namespace MiniInit.Linux.Spawning;

/// <summary>
/// What the child works from, in a mapping that it shares with the parent: it reads its orders, and writes into
/// <see cref="FailedStage"/> and <see cref="FailedErrno"/> why it gave up.
/// </summary>
/// <remarks>Strings and vectors it points to may be private memory of the parent: the child has its own copy.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildBlock
{
    internal const int PathCapacity = 4096;
    internal const int MaxDescriptors = 8;

    internal int FailedStage;
    internal int FailedErrno;

    internal byte* Program;
    internal byte** Arguments;
    internal byte** Environment;
    internal byte* SearchPath;
    internal nint SearchPathLength;

    /// <summary>Room for ["/bin/sh", file, the arguments after the first, NULL], or null when there is no fallback.</summary>
    internal byte** ShellArguments;

    internal int Grouping;
    internal int Terminal;
    internal int TerminalRequired;

    /// <summary>Eleven bytes in the environment for the child's pid in decimal, or null.</summary>
    internal byte* PidText;

    internal int DescriptorCount;
    internal fixed int DescriptorTargets[MaxDescriptors];
    internal fixed int DescriptorSources[MaxDescriptors];

    internal byte* Root;
    internal byte* WorkingDirectory;
    internal int Umask;

    internal int HasIdentity;
    internal uint UserId;
    internal uint GroupId;
    internal int GroupCount;
    internal uint* Groups;

    internal int ParentDeathSignal;
    internal int ParentPid;
    internal ulong BlockedSignals;
    internal ulong IgnoredSignals;

    internal nint SetgroupsNumber;
    internal nint SetresuidNumber;
    internal nint SetresgidNumber;
    internal nint CapsetNumber;
    internal nint SigactionNumber;
    internal nint SigprocmaskNumber;

    /// <summary>Where the child puts "directory/program" together.</summary>
    internal fixed byte Path[PathCapacity + 1];

    /// <summary>The literal "/bin/sh", NUL-terminated.</summary>
    internal fixed byte Shell[8];
}
