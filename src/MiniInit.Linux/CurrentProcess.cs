using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>This process itself.</summary>
public static unsafe class CurrentProcess
{
    /// <summary>Our process id in our PID namespace. No child of ours runs this code: a look at all processes asks for it at each.</summary>
    public static int Id { get; } = Libc.getpid();

    /// <summary>Our parent's process id; 0 when it is outside of our PID namespace.</summary>
    public static int ParentId => Libc.getppid();

    /// <summary>Our process group.</summary>
    public static int GroupId => Libc.getpgrp();

    /// <summary>True when we lead our session: nobody above us does job control for us.</summary>
    public static bool IsSessionLeader => SessionId == Id;

    /// <summary>Our session; 0 where its leader is outside of our PID namespace.</summary>
    public static int SessionId => Libc.getsid(0);

    /// <summary>Our effective user id.</summary>
    public static uint EffectiveUserId => Libc.geteuid();

    /// <summary>Our effective group id.</summary>
    public static uint EffectiveGroupId => Libc.getegid();

    /// <summary>The groups we have besides <see cref="EffectiveGroupId"/>, which may be among them, getgroups(2).</summary>
    public static IReadOnlyList<uint> ReadSupplementaryGroups()
    {
        uint[] groups = new uint[64];
        while (true)
        {
            nint count;
            fixed (uint* start = groups)
            {
                count = Libc.syscall(Libc.SYS_getgroups, groups.Length, (nint)start, 0, 0, 0);
            }

            if (count >= 0)
            {
                return groups[..(int)count];
            }

            // EINVAL: there are more. The kernel has at most 65,536.
            if (Errors.Last != Errno.EINVAL || groups.Length > 65_536)
            {
                throw SyscallException.FromLast("getgroups");
            }

            Array.Resize(ref groups, groups.Length * 8);
        }
    }

    /// <summary>True when orphans below us become our children although we are not PID 1.</summary>
    public static bool IsSubreaper
    {
        get
        {
            int value;
            return Libc.prctl(Libc.PR_GET_CHILD_SUBREAPER, (nint)(&value), 0, 0, 0) == 0 && value != 0;
        }
    }

    /// <summary>Makes orphans below us our children, PR_SET_CHILD_SUBREAPER(2const).</summary>
    /// <returns><see cref="Errno.None"/>, or EINVAL before Linux 3.4.</returns>
    public static Errno BecomeSubreaper() =>
        Libc.prctl(Libc.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0 ? Errno.None : Errors.Last;

    /// <summary>Asks for <paramref name="signal"/> when the thread that started us ends, PR_SET_PDEATHSIG(2const).</summary>
    /// <param name="signal">1–64.</param>
    /// <returns><see cref="Errno.None"/>, or why not.</returns>
    public static Errno SetParentDeathSignal(int signal) =>
        Libc.prctl(Libc.PR_SET_PDEATHSIG, signal, 0, 0, 0) == 0 ? Errno.None : Errors.Last;

    /// <summary>Changes the working directory.</summary>
    /// <param name="path">Where to.</param>
    /// <returns><see cref="Errno.None"/>, or why not.</returns>
    public static Errno ChangeDirectory(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] bytes = Encoding.UTF8.GetBytes(path + "\0");
        fixed (byte* pointer = bytes)
        {
            return Libc.chdir(pointer) == 0 ? Errno.None : Errors.Last;
        }
    }

    /// <summary>Ends this process at once: no finalizer, no exit handler, nothing that could wait.</summary>
    /// <param name="code">0–255.</param>
    public static void Exit(int code) => Libc._exit(code);
}
