using System;

namespace MiniInit.Core.Values;

/// <summary>Permission bits as users write them: <c>022</c>, <c>0755</c>, <c>1777</c>.</summary>
/// <param name="Bits">0 to 07777, chmod(2).</param>
public readonly record struct OctalMode(int Bits)
{
    private const string Right = "write octal digits such as \"0755\"";
    private const string MaskRight = "write octal digits such as \"022\"";

    /// <summary>The highest mode: permissions with set-user-id, set-group-id and sticky bit.</summary>
    public static OctalMode HighestMode => new(0xFFF);

    /// <summary>The highest umask(2): permissions alone.</summary>
    public static OctalMode HighestMask => new(0x1FF);

    /// <summary>Reads a mode of 0 to 07777.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The mode.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, out OctalMode value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, "a mode", Right, HighestMode, out value, out error);
    }

    /// <summary>Reads a umask of 0 to 0777.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The mask.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParseMask(string text, out OctalMode value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, "a umask", MaskRight, HighestMask, out value, out error);
    }

    /// <summary>Prints four octal digits, for instance <c>0022</c>.</summary>
    public override string ToString() => Convert.ToString(Bits, 8).PadLeft(4, '0');

    private static bool TryParse(
        string text, string purpose, string right, OctalMode highest, out OctalMode value, out TextError error)
    {
        value = default;
        if (!TextCheck.Passes(text, ValueLimits.NumberCharacters, purpose, right, out error))
        {
            return false;
        }

        // TOML's own octal integers are written 0o22; who quotes one means the same.
        int start = text.StartsWith("0o", StringComparison.Ordinal) && text.Length > 2 ? 2 : 0;
        int bits = 0;
        for (int at = start; at < text.Length; at++)
        {
            if (text[at] is < '0' or > '7')
            {
                int length = Quotation.LengthAt(text, at);
                string cause = $"{Quotation.Of(text.AsSpan(at, length))} is no octal digit (0 to 7)";
                error = TextError.CannotUse(text, purpose, at, length, $"{cause}; {right}");
                return false;
            }

            bits = Math.Min((bits * 8) + text[at] - '0', HighestMode.Bits + 1);
        }

        if (bits > highest.Bits)
        {
            string cause = $"{highest} is the highest";
            error = TextError.CannotUse(text, purpose, 0, text.Length, cause);
            return false;
        }

        value = new OctalMode(bits);
        return true;
    }
}
