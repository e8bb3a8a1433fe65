using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Core.Addresses;

/// <summary>Where to listen or connect to: an IP address and port, or the path of a Unix socket.</summary>
/// <remarks>
/// Host names are not looked up: a static binary has no resolver, and a name that cannot be resolved at boot must not
/// keep a job from starting. The one exception is <c>localhost</c>.
/// </remarks>
public abstract record ListenAddress
{
    private ListenAddress()
    {
    }

    /// <summary>Reads an address.</summary>
    /// <param name="text">
    /// <c>127.0.0.1:80</c>, <c>[::1]:80</c>, <c>localhost:80</c>, <c>:80</c>, <c>*:80</c> or <c>80</c>; for
    /// <see cref="Transport.Unix"/> an absolute path.
    /// </param>
    /// <param name="transport">The kind of the socket.</param>
    /// <param name="value">The address.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(
        string text, Transport transport, [NotNullWhen(true)] out ListenAddress? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return transport == Transport.Unix
            ? UnixPathReader.TryRead(text, out value, out error)
            : InternetAddressReader.TryRead(text, transport, out value, out error);
    }

    /// <summary>One IP address.</summary>
    /// <param name="Transport">TCP or UDP.</param>
    /// <param name="Address">The address.</param>
    /// <param name="Port">1 to 65535.</param>
    public sealed record Internet(Transport Transport, IpAddress Address, int Port) : ListenAddress
    {
        /// <summary>Prints <c>127.0.0.1:80</c> or <c>[::1]:80</c>.</summary>
        public override string ToString() => Address.IsVersion6 ? $"[{Address}]:{Port}" : $"{Address}:{Port}";
    }

    /// <summary>This machine alone, by IPv4 or IPv6.</summary>
    /// <param name="Transport">TCP or UDP.</param>
    /// <param name="Port">1 to 65535.</param>
    public sealed record Localhost(Transport Transport, int Port) : ListenAddress
    {
        /// <summary>Prints <c>localhost:80</c>.</summary>
        public override string ToString() => $"localhost:{Port}";
    }

    /// <summary>Every address of this machine, by IPv4 and IPv6.</summary>
    /// <param name="Transport">TCP or UDP.</param>
    /// <param name="Port">1 to 65535.</param>
    public sealed record Everywhere(Transport Transport, int Port) : ListenAddress
    {
        /// <summary>Prints <c>:80</c>.</summary>
        public override string ToString() => $":{Port}";
    }

    /// <summary>A socket in the file system.</summary>
    /// <param name="Path">Absolute, at most <see cref="ValueLimits.UnixPathBytes"/> bytes of UTF-8.</param>
    public sealed record Unix(string Path) : ListenAddress
    {
        /// <summary>Prints the path.</summary>
        public override string ToString() => Path;
    }
}
