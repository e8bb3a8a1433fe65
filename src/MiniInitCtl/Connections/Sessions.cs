using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Connections;

/// <summary>The sessions of users, by the files that their inits keep.</summary>
internal static class Sessions
{
    /// <summary>Gives those that listen: ours; to root also those of others. What our own left behind is cleaned away.</summary>
    public static IReadOnlyList<FoundSession> All(InitVariables variables)
    {
        SortedDictionary<string, uint> folders = new(System.StringComparer.Ordinal);
        foreach (string folder in Ours(variables))
        {
            folders[folder] = CurrentProcess.EffectiveUserId;
        }

        if (CurrentProcess.EffectiveUserId == 0)
        {
            foreach (string path in (string[])[.. Folders(ControlPaths.RuntimeFolders, "*"), .. Fallbacks()])
            {
                if (ControlPaths.UserOf(path) is uint user)
                {
                    bool isFallback = path.StartsWith(ControlPaths.FallbackPrefix, System.StringComparison.Ordinal);
                    folders[isFallback ? path + "/sessions" : path + "/miniinit/sessions"] = user;
                }
            }
        }

        return [.. folders.SelectMany(folder => In(folder.Key, folder.Value)).OrderBy(session => session.Pid)];
    }

    /// <summary>Gives the place of the session that has a number, or the folders where it is not.</summary>
    public static IReadOnlyList<SocketPlace> Named(InitVariables variables, string pid)
    {
        foreach (FoundSession session in All(variables))
        {
            if (session.Pid.ToString(CultureInfo.InvariantCulture) == pid)
            {
                return [session.Place];
            }
        }

        return Nowhere(variables);
    }

    /// <summary>Gives the place of our newest session that answers, or the folders where there is none.</summary>
    public static IReadOnlyList<SocketPlace> Newest(InitVariables variables)
    {
        SocketPlace? newest = null;
        long last = long.MinValue;
        foreach (string folder in Ours(variables))
        {
            foreach (FoundSession session in In(folder, CurrentProcess.EffectiveUserId))
            {
                if (StartOf(session.Place) is long start && start > last)
                {
                    last = start;
                    newest = session.Place;
                }
            }
        }

        return newest is null ? Nowhere(variables) : [newest];
    }

    private static IReadOnlyList<string> Ours(InitVariables variables) =>
        ControlPaths.SessionFolders(CurrentProcess.EffectiveUserId, variables.RuntimeFolder);

    private static IReadOnlyList<SocketPlace> Nowhere(InitVariables variables) =>
        [.. Ours(variables).Select(folder => new SocketPlace(folder, PlaceOrigin.NoSessionFile))];

    private static string[] Fallbacks()
    {
        int slash = ControlPaths.FallbackPrefix.LastIndexOf('/');
        return Folders(ControlPaths.FallbackPrefix[..slash], ControlPaths.FallbackPrefix[(slash + 1)..] + "*");
    }

    private static string[] Folders(string parent, string pattern)
    {
        try
        {
            return Directory.GetDirectories(parent, pattern);
        }
        catch (System.Exception exception) when (exception is IOException or System.UnauthorizedAccessException)
        {
            return []; // as in most containers
        }
    }

    private static List<FoundSession> In(string folder, uint owner)
    {
        List<FoundSession> sessions = [];
        using var files = SessionFiles.TryOpen(folder, owner);
        foreach (SessionEntry entry in files?.Read() ?? [])
        {
            SocketPlace place = new(entry.Socket, PlaceOrigin.SessionFile) { Owner = owner };
            using InitConnection? connection = InitConnection.TryOpen(place, keepsJson: false, out Unreachable? failed);
            if (connection is not null)
            {
                sessions.Add(new FoundSession(entry.Pid, place));
            }
            else if (failed!.Error is Errno.ECONNREFUSED or Errno.ENOENT or Errno.ENOTDIR && owner == CurrentProcess.EffectiveUserId)
            {
                files!.Clean(entry.Pid);
            }
        }

        return sessions;
    }

    /// <summary>When a session began, in microseconds since 1970; null where it does not answer.</summary>
    private static long? StartOf(SocketPlace place)
    {
        using InitConnection? connection = InitConnection.TryOpen(place, keepsJson: false, out _);
        return connection?.Ask(new ControlCall.GetVersion(), CtlLimits.SessionMs) is Answer.Reply { Told: ControlReply.Version version }
            ? version.StartedAt : null;
    }
}
