using System;

namespace MiniInit.Linux;

/// <summary>A system call failed in a way that is no answer to the question asked.</summary>
/// <remarks>
/// Answers (EAGAIN, ECHILD, ESRCH) are return values of the wrappers, EINTR is retried there. What is left is fatal
/// at boot, and later logged and turned into an input.
/// </remarks>
public sealed class SyscallException : Exception
{
    /// <summary>A failure of <paramref name="call"/>.</summary>
    /// <param name="call">Name of the call as its man page has it, for instance <c>epoll_create1</c>.</param>
    /// <param name="errno">The error it gave.</param>
    public SyscallException(string call, Errno errno)
        : base($"cannot {call}: {Errors.Describe(errno)}")
    {
        Call = call;
        Errno = errno;
    }

    /// <summary>Name of the call as its man page has it.</summary>
    public string Call { get; }

    /// <summary>The error it gave.</summary>
    public Errno Errno { get; }

    /// <summary>The failure of <paramref name="call"/>, which was the last call into libc on this thread.</summary>
    /// <param name="call">Name of the call as its man page has it.</param>
    public static SyscallException FromLast(string call) => new(call, Errors.Last);
}
