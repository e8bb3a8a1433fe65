namespace MiniInit.Core.Addresses;

/// <summary>The kind of a socket; also the key that its address stands under.</summary>
public enum Transport
{
    /// <summary>TCP over IPv4 or IPv6.</summary>
    Tcp,

    /// <summary>UDP over IPv4 or IPv6.</summary>
    Udp,

    /// <summary>A socket in the file system, unix(7).</summary>
    Unix,
}
