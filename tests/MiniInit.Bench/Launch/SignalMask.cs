using System.IO;

namespace MiniInit.Bench;

/// <summary>
/// Signals blocked in every thread. The runtime's own threads exist before Main and would take what they do not block,
/// so the program blocks the signals and executes itself again: then all threads inherit the mask.
/// </summary>
internal static unsafe class SignalMask
{
    internal static void BlockInAllThreads(LibC.SignalSet signals)
    {
        LibC.SignalSet blocked;
        _ = LibC.sigprocmask(LibC.SIG_BLOCK, null, &blocked);
        if (blocked.Includes(signals))
        {
            return;
        }

        _ = LibC.sigprocmask(LibC.SIG_BLOCK, &signals, null);
        using var text = new NativeText();
        string[] arguments = File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1];
        string[] variables = File.ReadAllText("/proc/self/environ").Split('\0')[..^1];
        _ = LibC.execve_here(text.String("/proc/self/exe"), text.Vector(arguments), text.Vector(variables));
        throw BenchException.FromErrno("execute itself again");
    }
}
