using System;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Notify;

/// <summary>What is in the folder of the sockets.</summary>
internal static class NotifyFolder
{
    /// <summary>What the name of each of our sockets begins with.</summary>
    public const string Prefix = "notify.";

    /// <summary>
    /// Removes sockets of inits that were killed: names are never used again, so that none of a living one is taken.
    /// </summary>
    public static void Clean(SocketFolder folder)
    {
        using var listing = DirectoryListing.TryOpen(folder.Path);
        for (int i = 0; i < NotifySocketLimits.LeftBehind && listing?.TryNext(out ReadOnlySpan<byte> name) == true; i++)
        {
            string text = Encoding.UTF8.GetString(name);
            if (text.StartsWith(Prefix, StringComparison.Ordinal)
                && UnixAddress.From($"{folder.Path}/{text}") is { } address && IsLeftBehind(address))
            {
                folder.Remove(new UnixName(name));
            }
        }
    }

    /// <summary>Whether nobody has the socket open any more: it refuses, which a bound one never does.</summary>
    private static bool IsLeftBehind(UnixAddress address) =>
        SocketProbe.Connect(address, Libc.SOCK_DGRAM) == Errno.ECONNREFUSED;
}
