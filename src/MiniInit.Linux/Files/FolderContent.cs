using System.Collections.Generic;

namespace MiniInit.Linux.Files;

/// <summary>What a job folder holds.</summary>
/// <param name="Path">The folder as it was given.</param>
/// <param name="Files">Files, and folders that cannot be used, sorted ordinally by their relative names.</param>
public sealed record FolderContent(string Path, IReadOnlyList<FoundFile> Files)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(FolderContent);

    /// <summary>True when there is no such folder, which is for the caller to judge.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Null, or the sentence <c>cannot …: cause; fix</c> that tells why there are no files.</summary>
    public string? Refusal { get; init; }

    /// <summary>The refusal that <see cref="FileTrust.Checked"/> would give, where it was not asked for.</summary>
    public string? Doubt { get; init; }
}
