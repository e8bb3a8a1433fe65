using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Control;

namespace MiniInit.Ctl.Connections;

/// <summary>The sessions of users, by the files that their inits keep.</summary>
internal static class Sessions
{
    /// <summary>Gives those that listen: ours; to root also those of others. What our own left behind is cleaned away.</summary>
    /// <param name="variables">What tells where ours are.</param>
    /// <param name="unfinished">Folders that were not looked through, because it took too long.</param>
    public static IReadOnlyList<FoundSession> All(InitVariables variables, out IReadOnlyList<string> unfinished)
    {
        SessionSearch search = new();
        List<FoundSession> sessions = [];
        foreach (SessionFolderPlace folder in (SessionFolderPlace[])[.. Ours(variables), .. Foreign()])
        {
            sessions.AddRange(search.In(folder));
        }

        unfinished = search.Unfinished;
        return [.. sessions.OrderBy(session => session.Pid)];
    }

    /// <summary>
    /// Gives the place of the session that has a number, ours before those of others; several where it cannot be told which one is
    /// meant; or the folders where it is not.
    /// </summary>
    public static IReadOnlyList<SocketPlace> Named(InitVariables variables, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
        {
            return Nowhere(variables);
        }

        SessionSearch search = new();
        FoundSession[] found = [.. Ours(variables).SelectMany(folder => search.In(folder, pid))];
        if (found.Length == 0)
        {
            found = [.. Foreign().SelectMany(folder => search.In(folder, pid))];
        }

        return found.Length switch
        {
            0 => Nowhere(variables),
            1 => [found[0].Place],
            _ => [.. found.Select(session => session.Place with { Origin = PlaceOrigin.SeveralSessionFiles })],
        };
    }

    /// <summary>Gives the place of our newest session that answers, or the folders where there is none.</summary>
    public static IReadOnlyList<SocketPlace> Newest(InitVariables variables)
    {
        SessionSearch search = new();
        FoundSession? newest = Ours(variables).SelectMany(folder => search.In(folder))
            .Where(session => session.StartedAt is not null).MaxBy(session => session.StartedAt);
        return newest is null ? Nowhere(variables) : [newest.Place];
    }

    private static IEnumerable<SessionFolderPlace> Ours(InitVariables variables)
    {
        uint user = CurrentProcess.EffectiveUserId;
        return ControlPaths.SessionFolders(user, variables.RuntimeFolder).Select(path => new SessionFolderPlace(path, user, IsOurs: true));
    }

    /// <summary>Those of other users, for root.</summary>
    private static List<SessionFolderPlace> Foreign()
    {
        List<SessionFolderPlace> folders = [];
        foreach (string path in CurrentProcess.EffectiveUserId == 0 ? [.. Folders(ControlPaths.RuntimeFolders, "*"), .. Fallbacks()] : (string[])[])
        {
            if (ControlPaths.UserOf(path) is uint user and not 0)
            {
                bool isFallback = path.StartsWith(ControlPaths.FallbackPrefix, System.StringComparison.Ordinal);
                folders.Add(new SessionFolderPlace(isFallback ? path + "/sessions" : path + "/miniinit/sessions", user, IsOurs: false));
            }
        }

        return folders;
    }

    private static IReadOnlyList<SocketPlace> Nowhere(InitVariables variables) =>
        [.. Ours(variables).Select(folder => new SocketPlace(folder.Path, PlaceOrigin.NoSessionFile))];

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
}
