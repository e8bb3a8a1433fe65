using System;
using System.Collections.Generic;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Connections;

/// <summary>
/// Looks which sessions of a folder listen. Another user's files may lead root to sockets that are there to hold it up: so there
/// is a time for each folder of others, and one for all.
/// </summary>
internal sealed class SessionSearch
{
    private readonly long _end = Environment.TickCount64 + CtlLimits.AllSessionsMs;
    private readonly List<string> _unfinished = [];

    /// <summary>The folders that were not looked through, because the time was over.</summary>
    public IReadOnlyList<string> Unfinished => _unfinished;

    /// <summary>Gives the sessions that listen. What is left over is removed, if it is ours.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="pid">Only the one of that number; null: all.</param>
    public IReadOnlyList<FoundSession> In(SessionFolderPlace folder, int? pid = null)
    {
        List<FoundSession> sessions = [];
        using var files = SessionFiles.TryOpen(folder.Path, folder.Owner);
        IReadOnlyList<SessionEntry> entries = files is null ? []
            : pid is not int one ? folder.IsOurs ? files.Read() : files.Read(CtlLimits.ForeignSessions)
            : files.Find(one) is SessionEntry found ? [found]
            : [];
        long end = folder.IsOurs ? _end : Math.Min(_end, Environment.TickCount64 + CtlLimits.ForeignSessionsMs);
        foreach (SessionEntry entry in entries)
        {
            int left = (int)Math.Clamp(end - Environment.TickCount64, 0, CtlLimits.SessionMs);
            if (left == 0)
            {
                _unfinished.Add(folder.Path);
                break;
            }

            if (Look(entry, folder, left, out bool isOver) is FoundSession session)
            {
                sessions.Add(session);
            }
            else if (isOver && folder.IsOurs)
            {
                files!.Clean(entry.Pid);
            }
        }

        return sessions;
    }

    private static FoundSession? Look(SessionEntry entry, SessionFolderPlace folder, int timeoutMs, out bool isOver)
    {
        SocketPlace place = new(entry.Socket, PlaceOrigin.SessionFile) { Owner = folder.Owner };
        long end = Environment.TickCount64 + timeoutMs;
        using InitConnection? connection = InitConnection.TryOpen(place, keepsJson: false, out Unreachable? failed, timeoutMs);
        isOver = failed?.Error is Errno.ECONNREFUSED or Errno.ENOENT or Errno.ENOTDIR;
        int left = (int)Math.Max(0, end - Environment.TickCount64);
        return connection?.Ask(new ControlCall.GetVersion(), left) switch
        {
            Answer.Reply { Told: ControlReply.Version { Mode: Trust.SessionMode } version } =>
                new FoundSession(entry.Pid, place, version.StartedAt),

            // It is stopped, or busy: it listens all the same.
            null when connection is not null => new FoundSession(entry.Pid, place, null),
            _ => null,
        };
    }
}
