using System;
using System.Globalization;

namespace MiniInit.Core.Values;

/// <summary>Rules for users and groups: a name of passwd(5) or group(5), or a number.</summary>
public static class AccountName
{
    private const string Purpose = "a user or group";
    private const string Right = "write a name such as \"www-data\", or a number";

    /// <summary>Takes apart what is written as <c>USER</c> or <c>USER:GROUP</c>; neither part is checked.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="group">What is behind the first colon; null without one.</param>
    /// <returns>What is before it.</returns>
    public static string UserOf(string text, out string? group)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        group = colon < 0 ? null : text[(colon + 1)..];
        return colon < 0 ? text : text[..colon];
    }

    /// <summary>Checks a name or number.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">It, as written.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out string value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = "";
        if (!TextCheck.Passes(text, ValueLimits.NameCharacters, Purpose, Right, out error))
        {
            return false;
        }

        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is ':' or '/' or ',' or <= ' ' or '\x7F')
            {
                string cause = text[at] == ':'
                    ? "user and group stand apart; write user = … and group = …"
                    : $"{Quotation.Of(text.AsSpan(at, 1))} cannot be in it; {Right}";
                error = TextError.CannotUse(text, Purpose, at, 1, cause);
                return false;
            }
        }

        // 2^32 − 1 means "leave it as it is" to setuid(2) and its like.
        bool isNumber = text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        if (isNumber
            && !(uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint id) && id < uint.MaxValue))
        {
            string cause = $"numbers are 0 to {uint.MaxValue - 1}";
            error = TextError.CannotUse(text, Purpose, 0, text.Length, cause);
            return false;
        }

        if (text[0] is '-' or '@')
        {
            string hint = text[0] == '@' ? "names for \"start @NAME\" go into \"tags\"" : Right;
            string cause = $"it begins with {Quotation.Of(text.AsSpan(0, 1))}; {hint}";
            error = TextError.CannotUse(text, Purpose, 0, 1, cause);
            return false;
        }

        value = text;
        return true;
    }
}
