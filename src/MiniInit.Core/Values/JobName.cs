using System;

namespace MiniInit.Core.Values;

/// <summary>Rules for the names of jobs: <c>web</c>, <c>net/apache</c>.</summary>
/// <remarks>
/// A name is a path below a job folder, a word of an event expression and an argument of commands, so it has nothing
/// that one of these would read otherwise.
/// </remarks>
public static class JobName
{
    private const string Purpose = "a job's name";
    private const string Right = "write letters, digits, \"_\", \"-\", \".\", \"+\" and \"@\", with \"/\" between parts";

    /// <summary>Checks a name.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out string value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = "";
        if (!TextCheck.Passes(text, ValueLimits.JobNameCharacters, Purpose, Right, out error))
        {
            return false;
        }

        for (int at = 0; at < text.Length; at++)
        {
            bool isFirst = at == 0 || text[at - 1] == '/';
            if (Problem(text, at, isFirst) is string cause)
            {
                int length = Quotation.LengthAt(text, at);
                error = TextError.CannotUse(text, Purpose, at, length, cause);
                return false;
            }
        }

        value = text;
        return true;
    }

    private static string? Problem(string text, int at, bool isFirst)
    {
        char c = text[at];
        if (c == '/')
        {
            return isFirst || at == text.Length - 1 ? "something stands on both sides of each \"/\"" : null;
        }

        if (isFirst && (c is '.' or '-' or '@' or '+'))
        {
            return $"no part of it begins with {Quotation.Of([c])}; {Right}";
        }

        return char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '+' or '@'
            ? null
            : $"{Quotation.Of(text.AsSpan(at, Quotation.LengthAt(text, at)))} cannot be in it; {Right}";
    }
}
