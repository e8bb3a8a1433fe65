using System;
using System.Text;

namespace MiniInit.Core.Values;

/// <summary>Rules for names that are free: of events, instances and sockets.</summary>
public static class PlainName
{
    /// <summary>Checks the name, or glob of names, of an event.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParseEvent(string text, out string value, out TextError error) => TryParse(
        text, "an event's name", "write one word such as \"net-up\"", " \t\r\n=\"'()", out value, out error);

    /// <summary>Checks a name, or glob of names, of commands or jobs that somebody is allowed.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name or glob.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParsePattern(string text, out string value, out TextError error) => TryParse(
        text, "a name or glob", "write one word such as \"restart\" or \"worker-*\"", " \t\r\n=\"'()", out value, out error);

    /// <summary>Checks the name of an instance.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParseInstance(string text, out string value, out TextError error) => TryParse(
        text, "an instance's name", "write for instance \"1\" or \"blue\"", "\r\n", out value, out error);

    /// <summary>Checks the name of a socket, which stands between colons in <c>LISTEN_FDNAMES</c>.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParseSocket(string text, out string value, out TextError error) => TryParse(
        text, "a socket's name", "write for instance \"http\"", " \t\r\n:", out value, out error);

    private static bool TryParse(
        string text, string purpose, string right, string refused, out string value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = "";
        if (!TextCheck.Passes(text, ValueLimits.PlainNameCharacters, purpose, right, out error))
        {
            return false;
        }

        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || (rune.IsAscii && refused.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                int length = Quotation.LengthAt(text, at);
                string what = Quotation.Of(text.AsSpan(at, length));
                error = TextError.CannotUse(text, purpose, at, length, $"{what} cannot be in it; {right}");
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        value = text;
        return true;
    }
}
