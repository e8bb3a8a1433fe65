using System;
using System.Text;

namespace MiniInit.Core.Values;

/// <summary>What every text value is held to before its own grammar.</summary>
public static class TextCheck
{
    /// <summary>Says whether a text is neither empty nor too long, and without a NUL.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="maximum">The most characters.</param>
    /// <param name="purpose">What it is used as, for the message: <c>a size</c>.</param>
    /// <param name="right">What would be right, for the message.</param>
    /// <param name="error">Why not.</param>
    public static bool Passes(string text, int maximum, string purpose, string right, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            error = new TextError(0, 0, $"cannot use an empty text as {purpose}: {right}");
            return false;
        }

        return PassesEmpty(text, maximum, purpose, out error);
    }

    /// <summary>As <see cref="Passes"/>, where an empty text is right.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="maximum">The most characters.</param>
    /// <param name="purpose">What it is used as, for the message.</param>
    /// <param name="error">Why not.</param>
    public static bool PassesEmpty(string text, int maximum, string purpose, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = default;
        if (text.Length > maximum)
        {
            error = TextError.CannotUse(
                text, purpose, maximum, text.Length - maximum, $"it has {text.Length} characters, and {maximum} are the most");
            return false;
        }

        int nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            error = TextError.CannotUse(text, purpose, nul, 1, "a NUL ends a text for the kernel; leave it out");
            return false;
        }

        return true;
    }

    /// <summary>Says whether a text is short enough when written as UTF-8.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <param name="purpose">What it is used as, for the message.</param>
    /// <param name="reason">What sets the maximum, for the message: <c>the kernel takes</c>.</param>
    /// <param name="error">Why not.</param>
    public static bool PassesBytes(string text, int maximum, string purpose, string reason, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        error = default;
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= maximum)
        {
            return true;
        }

        error = TextError.CannotUse(text, purpose, 0, text.Length, $"it has {bytes} bytes, and {reason} {maximum}");
        return false;
    }
}
