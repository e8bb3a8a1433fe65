namespace MiniInit.Ctl.Connections;

/// <summary>Where an init may be.</summary>
/// <param name="Path">Of its socket.</param>
/// <param name="Origin">Who says so.</param>
internal sealed record SocketPlace(string Path, PlaceOrigin Origin)
{
    /// <summary>Whose session it is, where its file tells.</summary>
    public uint? Owner { get; init; }

    /// <summary>Whether only a session is meant.</summary>
    public bool IsSession => Origin is PlaceOrigin.SessionOption or PlaceOrigin.SessionVariable or PlaceOrigin.SessionFile;
}
