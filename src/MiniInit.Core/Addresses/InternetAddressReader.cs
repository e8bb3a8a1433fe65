using System;
using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Core.Addresses;

/// <summary>Reads an IP address with a port, or a port alone.</summary>
internal static class InternetAddressReader
{
    private const string Purpose = "an address with a port";
    private const string Right = "write for instance \"127.0.0.1:80\", \"[::1]:80\", \"localhost:80\" or \":80\"";

    private static readonly SearchValues<char> s_version4Characters = SearchValues.Create("0123456789.");

    public static bool TryRead(
        string text, Transport transport, [NotNullWhen(true)] out ListenAddress? value, out TextError error)
    {
        value = null;
        if (!TextCheck.Passes(text, ValueLimits.AddressCharacters, Purpose, Right, out error))
        {
            return false;
        }

        if (SplitProblem(text) is (int at, int length, string cause))
        {
            error = Error(text, at, length, cause);
            return false;
        }

        int colon = text.LastIndexOf(':');
        if (!TryReadPort(text, colon + 1, out int port, out error))
        {
            return false;
        }

        string host = colon < 0 ? "" : text[..colon];
        value = host switch
        {
            "" or "*" => new ListenAddress.Everywhere(transport, port),
            "localhost" => new ListenAddress.Localhost(transport, port),
            _ when TryReadAddress(host, out IpAddress address) => new ListenAddress.Internet(transport, address, port),
            _ => null,
        };
        if (value is null)
        {
            error = Error(text, 0, host.Length, HostProblem(host));
        }

        return value is not null;
    }

    /// <summary>What keeps host and port from being told apart.</summary>
    private static (int At, int Length, string Cause)? SplitProblem(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash == 0)
        {
            return (0, text.Length, "a path belongs to \"unix\"");
        }

        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0)
        {
            return (0, scheme + 3, $"the address stands alone; leave out {Quotation.Of(text.AsSpan(0, scheme + 3))}");
        }

        if (slash > 0)
        {
            return (slash, text.Length - slash, "nothing may follow the port; leave it out");
        }

        int close = text.IndexOf(']', StringComparison.Ordinal);
        if (close >= 0 && close == text.Length - 1)
        {
            return (text.Length, 0, $"the port is missing; {Right}");
        }

        bool isBare = text[0] != '[' && text.AsSpan().Count(':') > 1;
        if (isBare)
        {
            return (0, text.Length, "an IPv6 address stands in brackets, as in \"[::1]:80\"");
        }

        bool isHostAlone = !text.Contains(':', StringComparison.Ordinal) && !char.IsAsciiDigit(text[0]);
        bool isAddressAlone = IpAddressReader.TryReadVersion4(text, out _);
        return isHostAlone || isAddressAlone ? (text.Length, 0, $"the port is missing; {Right}") : null;
    }

    private static bool TryReadPort(string text, int start, out int port, out TextError error)
    {
        const int HighestPort = 65535;
        error = default;
        port = 0;
        for (int at = start; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                error = Error(
                    text,
                    start,
                    text.Length - start,
                    $"{Quotation.Of(text.AsSpan(start))} is no port; write a number of 1 to {HighestPort}");
                return false;
            }

            port = Math.Min((port * 10) + text[at] - '0', HighestPort + 1);
        }

        if (port is >= 1 and <= HighestPort)
        {
            return true;
        }

        string cause = start == text.Length ? "the port is missing behind \":\"" : "there is no such port";
        error = Error(text, start, text.Length - start, $"{cause}; write a number of 1 to {HighestPort}");
        return false;
    }

    private static bool TryReadAddress(string host, out IpAddress address) =>
        host is ['[', .., ']']
            ? IpAddressReader.TryReadVersion6(host.AsSpan(1, host.Length - 2), out address)
            : IpAddressReader.TryReadVersion4(host, out address);

    private static string HostProblem(string host)
    {
        if (host[0] == '[')
        {
            return host.Contains('%', StringComparison.Ordinal)
                ? "an address with a zone (\"%\") cannot be used; write one that needs none"
                : $"{Quotation.Of(host)} is no IPv6 address in brackets; {Right}";
        }

        bool isNumeric = !host.AsSpan().ContainsAnyExcept(s_version4Characters);
        return isNumeric
            ? $"{Quotation.Of(host)} is no IPv4 address: four numbers of 0 to 255 without leading zeros"
            : $"host names are not looked up; write the IP address in place of {Quotation.Of(host)}, or \"localhost\"";
    }

    private static TextError Error(string text, int offset, int length, string cause) =>
        TextError.CannotUse(text, Purpose, offset, length, cause);
}
