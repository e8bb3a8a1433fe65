using MiniInit.Linux;

namespace MiniInit.Ctl.Connections;

/// <summary>A socket that could not be connected to.</summary>
/// <param name="Path">Where it is, or should be.</param>
/// <param name="Error">Why not.</param>
internal sealed record Unreachable(string Path, Errno Error)
{
    /// <summary>The user who listens there, if that is why it was left.</summary>
    public uint? Stranger { get; init; }
}
