namespace MiniInit.Linux;

/// <summary>What a name in a directory stands for, as far as a listing tells.</summary>
public enum EntryKind
{
    /// <summary>It does not tell: ask the file.</summary>
    Unknown,

    /// <summary>A directory.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A file, or anything else.</summary>
    Other,
}
