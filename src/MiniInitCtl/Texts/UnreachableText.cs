using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Connections;
using MiniInit.Linux;
using MiniInit.Linux.Files;

namespace MiniInit.Ctl.Texts;

/// <summary>Why init could not be reached, and what to do.</summary>
internal static class UnreachableText
{
    private const string Elsewhere = "--socket PATH or MINIINIT_SOCKET names another socket";

    /// <summary>Gives the sentence.</summary>
    /// <param name="tried">The sockets that were tried, at least one; the first that is there counts most.</param>
    public static string Of(IReadOnlyList<Unreachable> tried)
    {
        Unreachable told = tried.FirstOrDefault(one => one.Error is not (Errno.ENOENT or Errno.ENOTDIR)) ?? tried[0];
        string others = string.Concat(tried.Where(one => one != told && told.Error == Errno.ENOENT)
            .Select(one => $", nor is there {TerminalText.Escape(one.Path)}"));
        return $"cannot reach init at {TerminalText.Escape(told.Path)}: {Cause(told)}{others}; {Advice(told)}";
    }

    private static string Cause(Unreachable one)
    {
        if (one.Stranger is uint stranger)
        {
            return $"user {stranger} listens there, who is neither root nor you nor the owner of process 1";
        }

        FileDescription? file = FileDescription.Of(one.Path, out _);
        return one.Error switch
        {
            Errno.ENOENT or Errno.ENOTDIR => "there is no such file",
            Errno.ECONNREFUSED when file is { Kind: not "a socket" } => $"it is {file.Kind}, and no socket",
            Errno.ECONNREFUSED => "the socket is there, but nobody listens on it",
            Errno.EACCES when file is not null =>
                $"you may not: its mode is {Octal(file.Mode)}, its owner is user {file.UserId}, and you are user {We}",
            Errno.EACCES or Errno.EPERM => $"you, user {We}, may not",
            Errno.EAGAIN => "too many others are waiting for it",
            Errno.ENAMETOOLONG or Errno.EINVAL => "a socket's path has at most 107 bytes",
            _ => Errors.DescribeCause(one.Error),
        };
    }

    private static uint We => CurrentProcess.EffectiveUserId;

    private static string Octal(uint mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    private static string Advice(Unreachable one) => one.Stranger is not null ? $"if you trust it: {Elsewhere}" : one.Error switch
    {
        Errno.ENOENT or Errno.ENOTDIR =>
            $"is miniinit running here? {Elsewhere}; while an image is built, --offline or MINIINIT_OFFLINE=1 does "
            + "without",
        Errno.ECONNREFUSED => $"its init has ended, or was killed; {Elsewhere}",
        Errno.EACCES or Errno.EPERM => "ask as root, or as the user who init runs as",
        Errno.EAGAIN => "try again",
        _ => Elsewhere,
    };
}
