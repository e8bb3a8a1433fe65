using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.Files;
using MiniInit.Linux.Watching;

namespace MiniInit.Loading.Watching;

/// <summary>What of a watched folder or link counts as a change of the configuration.</summary>
internal sealed class WatchedFolder
{
    private readonly HashSet<string> _names = [];

    /// <summary>Where it is; null for a link, and for a folder that is only on the way.</summary>
    public string? Path { get; init; }

    /// <summary>Whether it holds jobs, so that any name may matter.</summary>
    public bool HoldsJobs { get; set; }

    /// <summary>A single name that matters.</summary>
    public void Add(string name) => _names.Add(name);

    /// <summary>Whether what happened may have changed the configuration.</summary>
    public bool Counts(in FileEvent next)
    {
        if (next.Name.IsEmpty || (HoldsJobs && IsOfJobs(next.Name, next.Has(FileEventKinds.OfFolder))))
        {
            return true;
        }

        string name = Encoding.UTF8.GetString(next.Name);
        return _names.Contains(name) || (HoldsJobs && IsNewLinkToFolder(next, name));
    }

    /// <summary>
    /// Job files and folders. Names with a dot first are those of editors, of version control, and of what Kubernetes'
    /// volumes prepare, until <c>..data</c> leads to it and all files are others at once.
    /// </summary>
    private static bool IsOfJobs(ReadOnlySpan<byte> name, bool isFolder) =>
        name.SequenceEqual("..data"u8) || (name[0] != (byte)'.' && (isFolder || name.EndsWith(".toml"u8)));

    private bool IsNewLinkToFolder(in FileEvent next, string name) =>
        next.Has(FileEventKinds.Created | FileEventKinds.MovedTo) && !name.StartsWith('.')
        && FileRead.IsFolder(PathTrail.Below(Path!, name));
}
