using System;
using System.Diagnostics.CodeAnalysis;
using MiniInit.Core.Values;

namespace MiniInit.Core.Addresses;

/// <summary>What an HTTP probe asks for: <c>http://127.0.0.1:8080/health</c>.</summary>
/// <remarks>Plain HTTP to an IP address or <c>localhost</c>: a probe asks a process of this machine.</remarks>
/// <param name="Address">Where; never every address.</param>
/// <param name="Target">Path and query, beginning with <c>/</c>, printable ASCII without blanks.</param>
public sealed record HttpAddress(ListenAddress Address, string Target)
{
    private const string Scheme = "http://";
    private const string Purpose = "an address for an HTTP probe";
    private const string Right = "write for instance \"http://127.0.0.1:8080/health\"";
    private const int DefaultPort = 80;

    /// <summary>Reads an address.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The address.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out HttpAddress? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        if (!TextCheck.Passes(text, ValueLimits.UrlCharacters, Purpose, Right, out error))
        {
            return false;
        }

        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            string cause = text.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
                ? "probes speak plain HTTP; ask a plain port, or use \"exec\" with a client of your own"
                : $"it must begin with \"http://\"; {Right}";
            error = Error(text, 0, Math.Min(text.Length, Scheme.Length), cause);
            return false;
        }

        int slash = text.IndexOf('/', Scheme.Length);
        int end = slash < 0 ? text.Length : slash;
        return CheckTarget(text, end, ref error)
            && TryParseHost(text, Scheme.Length, end, slash < 0 ? "/" : text[slash..], out value, out error);
    }

    /// <summary>Prints <c>http://127.0.0.1:8080/health</c>.</summary>
    public override string ToString() => $"{Scheme}{Address}{Target}";

    private static bool TryParseHost(
        string text, int start, int end, string target, [NotNullWhen(true)] out HttpAddress? value, out TextError error)
    {
        value = null;
        string host = text[start..end];
        int at = host.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            error = Error(text, start, at + 1, "a probe sends no user and password; leave them out");
            return false;
        }

        bool hasPort = host.LastIndexOf(':') > host.LastIndexOf(']');
        string full = hasPort ? host : $"{host}:{DefaultPort}";
        if (!ListenAddress.TryParse(full, Transport.Tcp, out ListenAddress? address, out TextError inner))
        {
            int offset = Math.Min(inner.Offset, host.Length);
            error = new TextError(start + offset, Math.Min(inner.Length, host.Length - offset), inner.Message);
            return false;
        }

        if (address is ListenAddress.Everywhere)
        {
            error = Error(text, start, Math.Max(host.LastIndexOf(':'), 0), $"the host is missing; {Right}");
            return false;
        }

        error = default;
        value = new HttpAddress(address, target);
        return true;
    }

    private static bool CheckTarget(string text, int start, ref TextError error)
    {
        for (int at = start; at < text.Length; at++)
        {
            if (text[at] is <= ' ' or > '~' or '#')
            {
                int length = Quotation.LengthAt(text, at);
                string what = Quotation.Of(text.AsSpan(at, length));
                error = Error(text, at, length, $"{what} cannot be in a request; write it as %XX, or leave it out");
                return false;
            }
        }

        return true;
    }

    private static TextError Error(string text, int offset, int length, string cause) =>
        TextError.CannotUse(text, Purpose, offset, length, cause);
}
