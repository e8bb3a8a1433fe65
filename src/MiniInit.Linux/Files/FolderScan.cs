using System;
using System.Collections.Generic;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>Reads all job files of a folder and of the folders below it.</summary>
/// <remarks>
/// <para>Job files are those whose names end in <c>.toml</c>. Names that begin with a dot are passed over, files and
/// folders: editors' temporary files, and Kubernetes' <c>..data</c>, which is reached through links only.</para>
/// <para>Whoever can decide what a job file says can do what we can. So every file is opened below the folder part by
/// part, never through a link that leaves the folder, and is checked when it is open; see <see cref="FileTrust"/>.
/// Nothing here blocks on a FIFO or wakes a device, and nothing that the file system answers is an exception.</para>
/// <para>The folder itself is named by those who start us, so a link in its place is followed.</para>
/// </remarks>
public static class FolderScan
{
    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Its path.</param>
    /// <param name="trust">What becomes of files that a stranger may have written.</param>
    /// <param name="budget">How much may be read; all folders of one loading share one.</param>
    public static FolderContent Read(string folder, FileTrust trust, ReadBudget budget)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(budget);
        return Read(folder, new ReadContext(trust, TrustRules.Current, budget));
    }

    internal static FolderContent Read(string folder, ReadContext context)
    {
        Errno errno = Errno.EINVAL;
        var nothing = new FolderContent(folder, []);
        var path = UnixName.From(folder);
        using OpenedFolder? root = path is null
            ? null
            : OpenedFolder.TryOpen(Libc.AT_FDCWD, path, 0, context.Rules, out errno);
        if (root is null)
        {
            return errno == Errno.ENOENT && !NamedPath.IsDeadLink(path)
                ? nothing with { IsMissing = true }
                : nothing with { Refusal = NamedPath.WhyNotOpen(folder, path, errno) };
        }

        string? doubt = root.Doubt is null ? null : Refusals.Say("use", folder, root.Doubt);
        if (doubt is not null && context.Trust == FileTrust.Checked)
        {
            return nothing with { Refusal = doubt };
        }

        var walk = new FolderWalk(folder.TrimEnd('/'), root, context);
        IReadOnlyList<FoundFile> files = walk.Run(out string? cause);
        string? refusal = cause is null ? null : Refusals.Say("read", folder, cause);
        return new FolderContent(folder, files) { Refusal = refusal, Doubt = doubt };
    }
}
