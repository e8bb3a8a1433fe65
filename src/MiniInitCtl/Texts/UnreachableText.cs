using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Files;

namespace MiniInit.Ctl.Texts;

/// <summary>Why init could not be reached, and what to do.</summary>
internal static class UnreachableText
{
    private const string ByOption = "--socket PATH names another socket";
    private const string Elsewhere = $"--socket PATH or {InitVariables.SocketName} names another socket";

    private const string OutOfSession =
        $"if that session is over: unset {InitVariables.SessionName}, or ask the system's init by --system";

    /// <summary>Gives the sentence.</summary>
    /// <param name="tried">The sockets that were tried, at least one; the first that is there counts most.</param>
    public static string Of(IReadOnlyList<Unreachable> tried)
    {
        Unreachable told = tried.FirstOrDefault(one => one.Error is not (Errno.ENOENT or Errno.ENOTDIR)) ?? tried[0];
        if (told.Origin is PlaceOrigin.NoSessionFile or PlaceOrigin.SeveralSessionFiles)
        {
            return told.Origin == PlaceOrigin.NoSessionFile ? NoSession(tried) : SeveralSessions(tried);
        }

        string others = string.Concat(tried.Where(one => one != told && told.Error == Errno.ENOENT)
            .Select(one => $", nor is there {TerminalText.Escape(one.Path)}"));
        return $"cannot reach init at {TerminalText.Escape(told.Path)}{Lead(told.Origin)}: {Cause(told)}{others}; {Advice(told)}";
    }

    private static string NoSession(IReadOnlyList<Unreachable> tried)
    {
        string folders = string.Join(", ", tried.Select(one => TerminalText.Escape(one.Path)));
        return tried[0].Session is string session
            ? $"cannot find session {session}: no init that listens has its file in {folders}; \"miniinitctl list-sessions\" shows those there are"
            : $"cannot find a session of yours, user {We}: {InitVariables.SessionName} is not set, and no init that answers has its file in "
                + $"{folders}; is \"miniinit --user\" running? --session PATH names the socket of one, --system asks the system's init";
    }

    private static string SeveralSessions(IReadOnlyList<Unreachable> tried)
    {
        string all = string.Join(", ", tried.Select(one => $"{TerminalText.Escape(one.Path)} of user {one.FolderOwner}"));
        return $"cannot tell which session {tried[0].Session} is meant, for there are several: {all}; --session PATH names one";
    }

    /// <summary>What leads there, if the caller may not know.</summary>
    private static string Lead(PlaceOrigin origin) => VariableOf(origin) is string name ? $", where {name} leads" : "";

    private static string? VariableOf(PlaceOrigin origin) => origin switch
    {
        PlaceOrigin.Variable => InitVariables.SocketName,
        PlaceOrigin.SystemVariable => InitVariables.SystemName,
        PlaceOrigin.SessionVariable => InitVariables.SessionName,
        _ => null,
    };

    private static string Cause(Unreachable one)
    {
        if (one.Doubt is string doubt)
        {
            return doubt;
        }

        if (one.Stranger is uint stranger)
        {
            return one.Origin is PlaceOrigin.SessionOption or PlaceOrigin.SessionVariable or PlaceOrigin.SessionFile
                ? $"user {stranger} listens there, whose session it is not"
                : $"user {stranger} listens there, who is neither root nor you nor the owner of process 1";
        }

        if (one.FolderOwner is uint owner)
        {
            return $"it is in a folder of user {owner}, and you are user {We}";
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

    private static string Advice(Unreachable one)
    {
        string elsewhere = one.Origin switch
        {
            PlaceOrigin.SessionVariable => OutOfSession,
            PlaceOrigin.SessionOption or PlaceOrigin.SessionFile => "\"miniinitctl list-sessions\" shows the sessions there are",
            PlaceOrigin.Variable or PlaceOrigin.SystemVariable => ByOption,
            _ => Elsewhere,
        };
        if (one.Doubt is not null)
        {
            return elsewhere;
        }

        return one.Stranger is not null || one.FolderOwner is not null ? Distrust(one, elsewhere) : one.Error switch
        {
            Errno.ENOENT or Errno.ENOTDIR when one.Origin is PlaceOrigin.SessionVariable or PlaceOrigin.SessionOption => elsewhere,
            Errno.ENOENT or Errno.ENOTDIR =>
                $"is miniinit running here? {elsewhere}; while an image is built, --offline or MINIINIT_OFFLINE=1 does without",
            Errno.ECONNREFUSED => $"its init has ended, or was killed; {elsewhere}",
            Errno.EACCES or Errno.EPERM when one.Origin == PlaceOrigin.SessionVariable => elsewhere,
            Errno.EACCES or Errno.EPERM => "ask as root, or as the user who init runs as",
            Errno.EAGAIN => "try again",
            _ => elsewhere,
        };
    }

    private static string Distrust(Unreachable one, string elsewhere) => one.Origin switch
    {
        PlaceOrigin.SessionVariable => elsewhere,
        PlaceOrigin.Variable or PlaceOrigin.SystemVariable when one.Stranger is not null =>
            $"if {VariableOf(one.Origin)} is theirs, as after sudo -E or su: unset it; if you trust them: "
                + $"--socket {TerminalText.Escape(one.Path)}",
        _ => $"if you trust it: {ByOption}",
    };
}
