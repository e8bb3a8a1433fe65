using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>The last step of the child: looking for the program and execve(2). The rules of ChildProcess hold.</summary>
internal static unsafe class ChildExec
{
    private const int HeadLength = 256;

    /// <summary>Returns only when there is nothing to run; errno tells why, as execvp(3) would.</summary>
    internal static void Run(ChildBlock* block)
    {
        byte* program = block->Program;
        if (program[0] == 0)
        {
            *ChildLibc.__errno_location() = Libc.ENOENT;
            return;
        }

        for (byte* c = program; *c != 0; c++)
        {
            if (*c == (byte)'/')
            {
                Try(block, program);
                return;
            }
        }

        Search(block);
    }

    private static void Search(ChildBlock* block)
    {
        bool denied = false;
        byte* end = block->SearchPath + block->SearchPathLength;
        byte* start = block->SearchPath;
        while (true)
        {
            byte* stop = start;
            while (stop < end && *stop != (byte)':')
            {
                stop++;
            }

            if (Join(block, start, stop))
            {
                Try(block, block->Path);
                int errno = *ChildLibc.__errno_location();
                denied |= errno == Libc.EACCES;
                if (!GoesOn(errno))
                {
                    return;
                }
            }

            if (stop >= end)
            {
                break;
            }

            start = stop + 1;
        }

        // "Found, but not executable" says more than "not found in the last directory".
        *ChildLibc.__errno_location() = denied ? Libc.EACCES : Libc.ENOENT;
    }

    private static bool GoesOn(int errno) =>
        errno is Libc.ENOENT or Libc.ENOTDIR or Libc.EACCES or Libc.ENAMETOOLONG or Libc.ENODEV
            or Libc.ESTALE or Libc.ETIMEDOUT;

    private static bool Join(ChildBlock* block, byte* directory, byte* directoryEnd)
    {
        byte* to = block->Path;
        byte* last = block->Path + ChildBlock.PathCapacity;
        for (byte* from = directory; from < directoryEnd; from++)
        {
            if (to >= last)
            {
                return false;
            }

            *to++ = *from;
        }

        if (directory < directoryEnd)
        {
            if (to >= last)
            {
                return false;
            }

            *to++ = (byte)'/';
        }

        for (byte* from = block->Program; *from != 0; from++)
        {
            if (to >= last)
            {
                return false;
            }

            *to++ = *from;
        }

        *to = 0;
        return true;
    }

    private static void Try(ChildBlock* block, byte* file)
    {
        _ = ChildLibc.execve(file, block->Arguments, block->Environment);
        if (*ChildLibc.__errno_location() != Libc.ENOEXEC || block->ShellArguments == null)
        {
            return;
        }

        if (IsText(block, file))
        {
            block->ShellArguments[1] = file;
            _ = ChildLibc.execve(block->Shell, block->ShellArguments, block->Environment);
        }
        else
        {
            *ChildLibc.__errno_location() = Libc.ENOEXEC;
        }
    }

    /// <summary>No ELF magic, and no NUL in the first line: what shells take for a script.</summary>
    private static bool IsText(ChildBlock* block, byte* file)
    {
        int fd = ChildLibc.open(file, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
        if (fd < 0 && *ChildLibc.__errno_location() == Libc.EMFILE && TryMakeRoom(block))
        {
            fd = ChildLibc.open(file, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOCTTY, 0);
        }

        if (fd < 0)
        {
            return false;
        }

        byte* head = stackalloc byte[HeadLength];
        nint length = ChildLibc.read(fd, head, HeadLength);
        _ = ChildLibc.close(fd);
        for (nint i = 0; i < length && head[i] != (byte)'\n'; i++)
        {
            if (head[i] == 0)
            {
                return false;
            }
        }

        return length > 0 && !(length >= 4 && head[0] == 0x7F && head[1] == (byte)'E' && head[2] == (byte)'L' && head[3] == (byte)'F');
    }

    /// <summary>
    /// The job's limit of open files is in force and init has more of them: closes one that the exec would close.
    /// </summary>
    private static bool TryMakeRoom(ChildBlock* block)
    {
        // Every number below the limit is taken, so what is not open is beyond it.
        for (int fd = 0; ; fd++)
        {
            int flags = ChildLibc.fcntl(fd, Libc.F_GETFD, 0);
            if (flags < 0)
            {
                return false;
            }

            if ((flags & Libc.FD_CLOEXEC) != 0 && fd != block->ExecPipe)
            {
                return ChildLibc.close(fd) == 0;
            }
        }
    }
}
