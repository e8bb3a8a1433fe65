using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>The machine as a whole.</summary>
public static unsafe class Machine
{
    private const int Magic1 = unchecked((int)0xfee1dead), Magic2 = 672274793;
    private const int PowerOffCommand = 0x4321fedc, RebootCommand = 0x01234567;

    /// <summary>Writes what is cached and asks the kernel for it, reboot(2). Comes back only if that failed.</summary>
    /// <param name="action">What for.</param>
    /// <returns>Why not: EPERM without CAP_SYS_BOOT. In a PID namespace of its own the kernel ends that instead.</returns>
    public static Errno Perform(PowerAction action)
    {
        _ = Libc.syscall(Libc.SYS_sync, 0, 0, 0, 0, 0);
        int command = action == PowerAction.Reboot ? RebootCommand : PowerOffCommand;
        return Libc.syscall(Libc.SYS_reboot, Magic1, Magic2, command, 0, 0) == 0 ? Errno.None : Errors.Last;
    }
}
