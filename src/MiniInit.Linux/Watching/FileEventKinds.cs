using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Watching;

/// <summary>What is watched for, and what happened: the flags of inotify(7) that we use.</summary>
/// <remarks>None of them is for opening and reading, so that what we read ourselves never counts.</remarks>
[Flags]
public enum FileEventKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Mode, owner, times or number of names changed.</summary>
    Attributes = (int)Libc.IN_ATTRIB,

    /// <summary>What was open for writing was closed.</summary>
    Written = (int)Libc.IN_CLOSE_WRITE,

    /// <summary>A name went by renaming.</summary>
    MovedFrom = (int)Libc.IN_MOVED_FROM,

    /// <summary>A name came by renaming, and may have replaced another.</summary>
    MovedTo = (int)Libc.IN_MOVED_TO,

    /// <summary>A name was made.</summary>
    Created = (int)Libc.IN_CREATE,

    /// <summary>A name was removed.</summary>
    Deleted = (int)Libc.IN_DELETE,

    /// <summary>What is watched is gone: removed, and closed by all who had it open.</summary>
    DeletedSelf = (int)Libc.IN_DELETE_SELF,

    /// <summary>What is watched has another name.</summary>
    MovedSelf = (int)Libc.IN_MOVE_SELF,

    /// <summary>The file system of what is watched is gone. Always told.</summary>
    Unmounted = (int)Libc.IN_UNMOUNT,

    /// <summary>Events were lost, for too many were waiting; there is no watch and no name. Always told.</summary>
    Overflow = (int)Libc.IN_Q_OVERFLOW,

    /// <summary>The watch is gone, by our removing it too. Always told, and the last of a watch.</summary>
    Ended = (int)Libc.IN_IGNORED,

    /// <summary>The name is that of a folder. Comes with others.</summary>
    OfFolder = (int)Libc.IN_ISDIR,
}
