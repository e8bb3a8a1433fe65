namespace MiniInit.Linux.Control;

/// <summary>The limits of the control socket.</summary>
public static class ControlSocketLimits
{
    /// <summary>How many connections wait until they are accepted; of more, the connecting side waits.</summary>
    public const int Backlog = 128;

    /// <summary>How many groups of a peer are known, 4 KiB; one that has more has none here.</summary>
    public const int PeerGroups = 1024;

    /// <summary>How often a name that others change meanwhile is tried.</summary>
    public const int Attempts = 8;

    /// <summary>
    /// How many messages that nobody received are looked through for descriptors before a connection is closed: with
    /// the usual size of buffers, the kernel holds some 300.
    /// </summary>
    public const int LeftMessages = 1024;
}
