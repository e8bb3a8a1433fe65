namespace MiniInit.Linux.Control;

/// <summary>What became of a try to receive or send.</summary>
public enum IoResult
{
    /// <summary>Some bytes went, perhaps fewer than wanted.</summary>
    Done,

    /// <summary>Nothing came yet, or there is no room.</summary>
    WouldBlock,

    /// <summary>
    /// To receive: nothing will come any more. The peer may still read what is sent to it. To send: the peer is gone.
    /// </summary>
    Closed,
}
