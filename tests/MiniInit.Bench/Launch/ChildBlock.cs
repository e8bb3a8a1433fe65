using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>What the child needs before execve, in native memory; it leaves its time stamp or error there.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ChildBlock
{
    internal byte* Path;
    internal byte** Arguments;
    internal byte** Environment;
    internal int Input;
    internal int Output;
    internal int Error;
    internal int Extra;
    internal int ExtraTarget;
    internal bool NewGroup;
    internal bool NewSession;
    internal bool NewNamespace;
    internal byte* Slash;
    internal byte* ProcPath;
    internal byte* ProcType;
    internal LibC.SignalSet Mask;

    internal long ExecTime;
    internal int Failure;
}
