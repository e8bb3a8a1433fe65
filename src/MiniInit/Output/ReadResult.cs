namespace MiniInit.Output;

/// <summary>How the reading of a pipe came to its end for this turn.</summary>
internal enum ReadResult
{
    /// <summary>There is nothing more in it now.</summary>
    Emptied,

    /// <summary>It had its share of this turn; there may be more.</summary>
    More,

    /// <summary>There is no room in the mirror.</summary>
    NoRoom,

    /// <summary>Nobody has the other end any more.</summary>
    Ended,
}
