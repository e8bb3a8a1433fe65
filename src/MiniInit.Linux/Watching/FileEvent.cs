using System;

namespace MiniInit.Linux.Watching;

/// <summary>One event of inotify(7).</summary>
public readonly ref struct FileEvent
{
    internal FileEvent(int watch, FileEventKinds kinds, uint cookie, ReadOnlySpan<byte> name)
    {
        Watch = watch;
        Kinds = kinds;
        Cookie = cookie;
        Name = name;
    }

    /// <summary>Which watch it comes from; -1 for an overflow.</summary>
    public int Watch { get; }

    /// <summary>What happened.</summary>
    public FileEventKinds Kinds { get; }

    /// <summary>The same for both halves of a renaming; else 0.</summary>
    public uint Cookie { get; }

    /// <summary>
    /// The name in the folder, bytes that need not be UTF-8; empty for what is watched itself. Valid until the next
    /// read.
    /// </summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Whether any of <paramref name="kinds"/> happened.</summary>
    /// <param name="kinds">One or more.</param>
    public bool Has(FileEventKinds kinds) => (Kinds & kinds) != 0;
}
