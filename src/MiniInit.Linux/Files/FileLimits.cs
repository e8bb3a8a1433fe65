namespace MiniInit.Linux.Files;

/// <summary>The limits of what is read of job folders. What goes beyond one is refused with a message.</summary>
/// <remarks>The files are read again inside of PID 1, whose memory nobody may fill.</remarks>
public static class FileLimits
{
    /// <summary>The longest file, in bytes: 1 MiB, thousands of times what people write.</summary>
    public const int FileBytes = 1024 * 1024;

    /// <summary>All files of one loading together, in bytes: 16 MiB, 1.6 KiB for each of ten thousand jobs.</summary>
    public const int TotalBytes = 16 * 1024 * 1024;

    /// <summary>
    /// How many names are looked at in one loading, whatever they are: six times ten thousand jobs, and some 8 MiB of
    /// memory while a folder that holds them all is sorted.
    /// </summary>
    public const int Entries = 65_536;

    /// <summary>
    /// How many folders may lie within each other below the job folder. Each takes a descriptor and a level of
    /// recursion; the names of jobs have two or three parts.
    /// </summary>
    public const int Depth = 16;

    /// <summary>
    /// How many folders a log file may lie within. Each takes a descriptor while the file is opened, of which a process
    /// has a thousand; the deepest places of logs have ten.
    /// </summary>
    public const int DepthOfLog = 64;

    /// <summary>How many symbolic links one name may lead through: the kernel's MAXSYMLINKS.</summary>
    public const int Links = 40;

    /// <summary>The longest target of a symbolic link, in bytes: the kernel's PATH_MAX.</summary>
    public const int LinkBytes = 4096;

    /// <summary>
    /// How often a link that leads nowhere is followed again before it is refused: while Kubernetes swaps
    /// <c>..data</c>, the folder that it led to a moment ago is removed.
    /// </summary>
    public const int LinkAttempts = 3;
}
