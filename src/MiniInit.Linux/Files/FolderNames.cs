using System;
using System.Collections.Generic;

namespace MiniInit.Linux.Files;

/// <summary>The names in a folder, in an order that does not depend on the file system.</summary>
internal static class FolderNames
{
    /// <summary>Lists a folder, without names that begin with a dot.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="budget">How many names may still be looked at.</param>
    /// <param name="cause">Why there are none.</param>
    /// <returns>The names sorted by their bytes; null rather than a part of them.</returns>
    public static List<UnixName>? TryRead(OpenedFolder folder, ReadBudget budget, out string? cause)
    {
        var names = new List<UnixName>();
        var listing = DirectoryListing.Over(folder.Fd);
        while (listing.TryNext(out ReadOnlySpan<byte> name))
        {
            if (name is [(byte)'.'] or [(byte)'.', (byte)'.'])
            {
                continue;
            }

            if (!budget.TryTakeEntry())
            {
                cause = budget.EntriesAreUsedUp;
                return null;
            }

            if (name[0] != (byte)'.')
            {
                names.Add(new UnixName(name));
            }
        }

        names.Sort(UnixName.Compare);
        cause = listing.Error == Errno.None ? null : Refusals.Describe(listing.Error);
        return cause is null ? names : null;
    }
}
