namespace MiniInit.Linux.Notify;

/// <summary>The limits of what jobs send to us.</summary>
public static class NotifySocketLimits
{
    /// <summary>The longest message, in bytes: 8 KiB, twice what systemd takes.</summary>
    public const int MessageBytes = 8192;

    /// <summary>How many messages a turn of the event loop takes; what is left comes with the next turn.</summary>
    public const int MessagesPerTurn = 64;

    /// <summary>The socket's buffer, in bytes: 8 MiB as systemd asks for, if the kernel gives as much.</summary>
    public const int BufferBytes = 8 * 1024 * 1024;

    /// <summary>How many names of a folder are looked at for sockets that an init left behind.</summary>
    public const int LeftBehind = 256;

    /// <summary>How many bytes a job may write until its line end comes.</summary>
    public const int ReadyBytes = 65_536;
}
