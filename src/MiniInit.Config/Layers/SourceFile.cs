using System;

namespace MiniInit.Config.Layers;

/// <summary>A file of a configuration, as it was found.</summary>
/// <param name="Name">Its path, for messages.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Text">Its bytes; empty where it could not be read.</param>
public sealed record SourceFile(string Name, SourceRole Role, ReadOnlyMemory<byte> Text)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SourceFile);

    /// <summary>Why it is not to be used: <c>cannot …: cause</c>; null where it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>What speaks against it although it is used: <c>cannot …: cause</c>; null where nothing does.</summary>
    public string? Doubt { get; init; }

    /// <summary>Whether a user named this very file, and so wants to hear of it even if another hides it.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether every user of the machine may read it.</summary>
    public bool IsWorldReadable { get; init; }
}
