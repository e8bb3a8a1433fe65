namespace MiniInit.Core.Values;

/// <summary>The limits of values that users write. What goes beyond one is an error with a message.</summary>
public static class ValueLimits
{
    /// <summary>
    /// The longest single argument or environment entry, in bytes: the kernel's MAX_ARG_STRLEN (32 pages of 4 KiB)
    /// less the closing NUL. execve(2) answers E2BIG for more.
    /// </summary>
    public const int ArgumentBytes = 131_071;

    /// <summary>
    /// The longest text with <c>$VARIABLE</c>s and the longest result, in characters. UTF-8 never has fewer bytes than
    /// UTF-16 has characters, so nothing that execve(2) would take is refused.
    /// </summary>
    public const int ExpansionCharacters = ArgumentBytes;

    /// <summary>
    /// How many <c>${</c> may enclose each other: the parser recurses once a level, and no one reads more than three.
    /// </summary>
    public const int ExpansionDepth = 16;

    /// <summary>
    /// The longest name of an environment variable, in characters. The kernel has no limit of its own; this bounds the
    /// work of names that are made of variables, and messages that name one.
    /// </summary>
    public const int NameCharacters = 1024;

    /// <summary>
    /// The longest glob, in characters: the longest name of a file and one. Matching takes at most glob times text
    /// steps, so this keeps a request of 64 KiB, the largest, at 16 Mi steps even for a glob made to be slow.
    /// </summary>
    public const int GlobCharacters = 256;

    /// <summary>The longest cron text, in characters: all values of all fields written out have 443.</summary>
    public const int CronCharacters = 1024;

    /// <summary>The longest size or mode, in characters: 2^63 has 19 digits, the rest is leading zeros.</summary>
    public const int NumberCharacters = 64;

    /// <summary>
    /// The longest path of a Unix socket, in bytes: sockaddr_un(7) holds 108, and the last is the closing NUL.
    /// </summary>
    public const int UnixPathBytes = 107;

    /// <summary>The longest address with a port, in characters; a DNS name, which is refused as one, has 253.</summary>
    public const int AddressCharacters = 300;

    /// <summary>The longest name of a job, in characters: with an ending it is still a file's name (255 bytes).</summary>
    public const int JobNameCharacters = 200;

    /// <summary>The longest name of an event, an instance or a socket, in characters: as long as a file's name.</summary>
    public const int PlainNameCharacters = 255;

    /// <summary>The longest path, in bytes: the kernel's PATH_MAX (4,096) less the closing NUL.</summary>
    public const int PathBytes = 4095;

    /// <summary>The longest URL of a probe, in characters: fits one packet together with the rest of the request.</summary>
    public const int UrlCharacters = 1024;

    /// <summary>The most processors, as the kernel's CPU_SETSIZE.</summary>
    public const int Processors = 1024;

    /// <summary>How many characters of a text a message quotes before it is cut.</summary>
    public const int Quoted = 60;
}
