using System.Runtime.InteropServices;

namespace MiniInit.Linux;

/// <summary>An error number of the kernel, errno(3). Only those that some code decides on are named.</summary>
public enum Errno
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Operation not permitted.</summary>
    EPERM = LibC.Libc.EPERM,

    /// <summary>No such file or directory.</summary>
    ENOENT = LibC.Libc.ENOENT,

    /// <summary>No such process.</summary>
    ESRCH = LibC.Libc.ESRCH,

    /// <summary>Interrupted by a signal handler.</summary>
    EINTR = LibC.Libc.EINTR,

    /// <summary>Input or output error.</summary>
    EIO = LibC.Libc.EIO,

    /// <summary>No such device or address.</summary>
    ENXIO = LibC.Libc.ENXIO,

    /// <summary>Argument list and environment too long.</summary>
    E2BIG = LibC.Libc.E2BIG,

    /// <summary>Not an executable format.</summary>
    ENOEXEC = LibC.Libc.ENOEXEC,

    /// <summary>Bad file descriptor.</summary>
    EBADF = LibC.Libc.EBADF,

    /// <summary>No child processes.</summary>
    ECHILD = LibC.Libc.ECHILD,

    /// <summary>Try again; would block; process limit reached.</summary>
    EAGAIN = LibC.Libc.EAGAIN,

    /// <summary>Out of memory.</summary>
    ENOMEM = LibC.Libc.ENOMEM,

    /// <summary>Permission denied.</summary>
    EACCES = LibC.Libc.EACCES,

    /// <summary>It is there already.</summary>
    EEXIST = LibC.Libc.EEXIST,

    /// <summary>No such device: also a control group that was removed.</summary>
    ENODEV = LibC.Libc.ENODEV,

    /// <summary>Not a directory.</summary>
    ENOTDIR = LibC.Libc.ENOTDIR,

    /// <summary>Invalid argument.</summary>
    EINVAL = LibC.Libc.EINVAL,

    /// <summary>The limit of open descriptors of the whole system is reached.</summary>
    ENFILE = LibC.Libc.ENFILE,

    /// <summary>Our own limit of open descriptors is reached.</summary>
    EMFILE = LibC.Libc.EMFILE,

    /// <summary>The program's file is open for writing.</summary>
    ETXTBSY = LibC.Libc.ETXTBSY,

    /// <summary>Not a terminal.</summary>
    ENOTTY = LibC.Libc.ENOTTY,

    /// <summary>The file would be larger than our limit or the file system's.</summary>
    EFBIG = LibC.Libc.EFBIG,

    /// <summary>No room on the device, or a limit of watches is reached.</summary>
    ENOSPC = LibC.Libc.ENOSPC,

    /// <summary>Read-only file system.</summary>
    EROFS = LibC.Libc.EROFS,

    /// <summary>Broken pipe.</summary>
    EPIPE = LibC.Libc.EPIPE,

    /// <summary>A path is longer than it may be.</summary>
    ENAMETOOLONG = LibC.Libc.ENAMETOOLONG,

    /// <summary>System call not implemented.</summary>
    ENOSYS = LibC.Libc.ENOSYS,

    /// <summary>Too many symbolic links on the way, or one where none is wanted.</summary>
    ELOOP = LibC.Libc.ELOOP,

    /// <summary>Operation not supported.</summary>
    EOPNOTSUPP = LibC.Libc.EOPNOTSUPP,

    /// <summary>The address is in use.</summary>
    EADDRINUSE = LibC.Libc.EADDRINUSE,

    /// <summary>The connection was given up before it was accepted.</summary>
    ECONNABORTED = LibC.Libc.ECONNABORTED,

    /// <summary>The kernel has no memory for it.</summary>
    ENOBUFS = LibC.Libc.ENOBUFS,

    /// <summary>Nobody listens at the address.</summary>
    ECONNREFUSED = LibC.Libc.ECONNREFUSED,

    /// <summary>Disk quota exceeded.</summary>
    EDQUOT = LibC.Libc.EDQUOT,
}

/// <summary>Reading and describing <see cref="Errno"/>.</summary>
public static class Errors
{
    /// <summary>The error of the last call into libc on this thread.</summary>
    public static Errno Last => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>
    /// True when the kernel or a seccomp filter does not know the call: old container profiles answer EPERM where the
    /// kernel itself answers ENOSYS.
    /// </summary>
    /// <param name="errno">The error of the first use of the call.</param>
    public static bool MeansUnavailable(Errno errno) => errno is Errno.ENOSYS or Errno.EPERM;

    /// <summary>strerror(3) of <paramref name="errno"/>, for instance <c>No such file or directory</c>.</summary>
    /// <param name="errno">The error to describe.</param>
    public static string Describe(Errno errno) => Marshal.GetPInvokeErrorMessage((int)errno);

    /// <summary>
    /// <see cref="Describe"/> for behind a colon, where a sentence has no capital letter: <c>no such file or directory</c>.
    /// </summary>
    /// <param name="errno">The error to describe.</param>
    public static string DescribeCause(Errno errno)
    {
        string text = Describe(errno);
        return text.Length > 1 && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
