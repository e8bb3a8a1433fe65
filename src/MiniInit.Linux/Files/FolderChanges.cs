using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Changes of names in open folders. Each answers <see cref="Errno.None"/> or why not; a link is changed itself, never followed.</summary>
internal static unsafe class FolderChanges
{
    /// <summary>Makes a folder, mkdirat(2).</summary>
    /// <param name="folder">An open folder, or AT_FDCWD.</param>
    /// <param name="name">A name there.</param>
    /// <param name="mode">Its rights, less the umask.</param>
    public static Errno Make(int folder, UnixName name, uint mode)
    {
        fixed (byte* pointer = name.Terminated)
        {
            return Libc.mkdirat(folder, pointer, mode) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>Gives a file another name, renameat(2); what had that name is gone.</summary>
    /// <param name="folder">An open folder.</param>
    /// <param name="from">The name it has there.</param>
    /// <param name="to">The name it gets there.</param>
    public static Errno Rename(int folder, UnixName from, UnixName to)
    {
        fixed (byte* old = from.Terminated, fresh = to.Terminated)
        {
            return Libc.renameat(folder, old, folder, fresh) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>Removes a name, unlinkat(2).</summary>
    /// <param name="folder">An open folder.</param>
    /// <param name="name">A name there.</param>
    /// <param name="flags">AT_REMOVEDIR for that of an empty folder.</param>
    public static Errno Remove(int folder, UnixName name, int flags = 0)
    {
        fixed (byte* pointer = name.Terminated)
        {
            return Libc.unlinkat(folder, pointer, flags) == 0 ? Errno.None : Errors.Last;
        }
    }
}
