using System;

namespace MiniInit.Linux.Files;

/// <summary>A file that was found: its text, or why there is none.</summary>
/// <param name="Path">Where it is: the folder as it was given, and the name below it.</param>
/// <param name="RelativeName">
/// The name below the folder with <c>/</c> between its parts, for instance <c>net/apache.toml</c>. That of a folder
/// that cannot be used ends with <c>/</c>. Bytes that are not UTF-8, only in refused files, stand as <c>\xff</c>.
/// </param>
public sealed record FoundFile(string Path, string RelativeName)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(FoundFile);

    /// <summary>True for a folder, of whose files none is listed when it is refused.</summary>
    public bool IsFolder => RelativeName.EndsWith('/');

    /// <summary>The bytes of the file as they are; null for a folder, and when it is refused.</summary>
    public ReadOnlyMemory<byte>? Text { get; init; }

    /// <summary>Null, or the sentence <c>cannot …: cause; fix</c>, fit for a terminal.</summary>
    public string? Refusal { get; init; }

    /// <summary>The refusal that <see cref="FileTrust.Checked"/> would give, where it was not asked for.</summary>
    public string? Doubt { get; init; }

    /// <summary>Permission bits with set-id and sticky bit, 0–07777; null when they could not be told.</summary>
    public uint? Mode { get; init; }

    /// <summary>User id of the owner; null when it could not be told.</summary>
    public uint? OwnerUid { get; init; }
}
