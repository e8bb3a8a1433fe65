using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>A path that a user named.</summary>
internal static class NamedPath
{
    /// <summary>Whether a link is there that leads nowhere: a mistake, while nothing at all may be in order.</summary>
    public static bool IsDeadLink(UnixName? path) =>
        path is not null && FileStatus.TryGet(Libc.AT_FDCWD, path, follow: false, out FileStatus status) == Errno.None
        && status.IsLink;

    /// <summary>The sentence for a path that could not be opened.</summary>
    public static string WhyNotOpen(string shown, UnixName? path, Errno errno) => errno switch
    {
        _ when path is null => Refusals.Say("open", shown, Refusals.NulInPath),
        Errno.ENOENT => Refusals.Say(
            "open", shown, "it is a link to what does not exist; make that, or remove the link"),
        _ => Refusals.CannotOpen(shown, errno),
    };
}
