using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Files;

/// <summary>One file that is opened, checked and read.</summary>
internal static class RegularFile
{
    /// <summary>Reads a file that was found by listing: what is a link now is none that was followed.</summary>
    /// <param name="found">Its names, and doubts so far.</param>
    /// <param name="folder">The folder where it is.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="context">Trust and budget.</param>
    /// <returns>With its text or a refusal; null when it is not there.</returns>
    public static FoundFile? Read(FoundFile found, OpenedFolder folder, UnixName name, ReadContext context) =>
        Read(found, folder.Fd.Number, name, follow: false, folder.IsShared, context);

    /// <summary>Reads a file that was named by a user; links are followed.</summary>
    /// <param name="found">Its names.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="context">Trust and budget.</param>
    /// <returns>With its text or a refusal; null when it is not there.</returns>
    public static FoundFile? Read(FoundFile found, UnixName path, ReadContext context) =>
        Read(found, Libc.AT_FDCWD, path, follow: true, inSharedFolder: false, context);

    private static FoundFile? Read(
        FoundFile found, int folder, UnixName name, bool follow, bool inSharedFolder, ReadContext context)
    {
        // Before it is opened: that alone can start a watchdog or rewind a tape.
        Errno errno = FileStatus.TryGet(folder, name, follow, out FileStatus status);
        if (errno == Errno.None && !status.IsFile)
        {
            return NotRegular(found, status, follow);
        }

        OwnedFd? opened = errno == Errno.None
            ? OpenedFile.TryOpen(folder, name, follow ? 0 : Libc.O_NOFOLLOW, out errno)
            : null;
        if (opened is null)
        {
            return errno == Errno.ENOENT ? null : found with { Refusal = Refusals.CannotOpen(found.Path, errno) };
        }

        using OwnedFd fd = opened;
        errno = FileStatus.TryGet(fd, out status); // of what is open: another file may have taken the name
        if (errno != Errno.None)
        {
            return found with { Refusal = Refusals.CannotRead(found.Path, errno) };
        }

        if (!status.IsFile)
        {
            return NotRegular(found, status, follow);
        }

        found = found with { Mode = status.Mode, OwnerUid = status.UserId };
        return context.Accepts(ref found, context.Rules.DoubtOfFile(status, fd, inSharedFolder))
            ? ReadText(found, fd, status.Size, context.Budget)
            : found;
    }

    private static FoundFile ReadText(FoundFile found, OwnedFd fd, long size, ReadBudget budget)
    {
        byte[]? text = null;
        Errno errno = Errno.E2BIG;
        if (size <= FileLimits.FileBytes)
        {
            // One byte more than it is said to have, so that its end is seen without more memory.
            text = BoundedFile.TryRead(fd, (int)Math.Max(size, 0) + 1, FileLimits.FileBytes, out errno);
        }

        if (text is null)
        {
            string refusal = errno == Errno.E2BIG
                ? Refusals.Say(
                    "read", found.Path, $"it has more than {ReadBudget.Size(FileLimits.FileBytes)}; make it shorter")
                : Refusals.CannotRead(found.Path, errno);
            return found with { Refusal = refusal };
        }

        return budget.TryTakeBytes(text.Length)
            ? found with { Text = text }
            : found with { Refusal = Refusals.Say("read", found.Path, budget.BytesAreUsedUp) };
    }

    private static FoundFile NotRegular(FoundFile found, in FileStatus status, bool isNamed)
    {
        string fix = isNamed ? "name a file" : "remove it, or give it a name that does not end in .toml";
        return found with
        {
            Mode = status.Mode,
            OwnerUid = status.UserId,
            Refusal = Refusals.Say("read", found.Path, $"it is {status.Kind}, not a regular file; {fix}"),
        };
    }
}
