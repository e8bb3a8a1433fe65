using MiniInit.Linux;

namespace MiniInit.Ctl.Connections;

/// <summary>A socket that could not be connected to.</summary>
/// <param name="Path">Where it is, or should be.</param>
/// <param name="Error">Why not.</param>
internal sealed record Unreachable(string Path, Errno Error)
{
    /// <summary>Who said that it is there.</summary>
    public PlaceOrigin Origin { get; init; }

    /// <summary>The user who listens there, if that is why it was left.</summary>
    public uint? Stranger { get; init; }

    /// <summary>The user whose folder it is in, if that is why it was left; or whose session it is, of several.</summary>
    public uint? FolderOwner { get; init; }

    /// <summary>What speaks against who listens there, where it is not whose that is.</summary>
    public string? Doubt { get; init; }

    /// <summary>The number of the session that was looked for; null where any would have done.</summary>
    public string? Session { get; init; }
}
