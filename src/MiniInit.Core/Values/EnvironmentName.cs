using System;

namespace MiniInit.Core.Values;

/// <summary>Rules for names of environment variables.</summary>
/// <remarks>
/// Two sets: a *variable*, which <c>$K</c> can name, has letters, digits and <c>_</c>, as in Upstart and shells. A name
/// that <c>env</c> may set also has <c>.</c> and <c>-</c>, as with container engines: programs read such names
/// (<c>spring.profiles.active</c>), shells cannot.
/// </remarks>
public static class EnvironmentName
{
    private const string Purpose = "the name of an environment variable";
    private const string Right = "write letters, digits, \"_\", \".\" and \"-\", and no digit first";

    /// <summary>Reads a name that <c>env</c> may set.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The name.</param>
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
            char c = text[at];
            if (IsVariableCharacter(c) ? at == 0 && char.IsAsciiDigit(c) : c is not ('.' or '-'))
            {
                error = Error(text, at);
                return false;
            }
        }

        value = text;
        return true;
    }

    /// <summary>Whether <c>$K</c> can name it.</summary>
    /// <param name="name">A name.</param>
    public static bool IsVariable(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !IsVariableStart(name[0]))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!IsVariableCharacter(c))
            {
                return false;
            }
        }

        return true;
    }

    internal static bool IsVariableStart(char c) => char.IsAsciiLetter(c) || c == '_';

    internal static bool IsVariableCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static TextError Error(string text, int at)
    {
        int length = Quotation.LengthAt(text, at);
        string cause = text[at] switch
        {
            '=' => $"name and value stand apart; write {QuoteBefore(text, at)} = {Quotation.Of(text.AsSpan(at + 1))}",
            '$' when at == 0 => "the name stands without \"$\"",
            >= '0' and <= '9' => $"it begins with a digit; {Right}",
            _ => $"{Quotation.Of(text.AsSpan(at, length))} cannot be in it; {Right}",
        };
        return TextError.CannotUse(text, Purpose, at, length, cause);
    }

    private static string QuoteBefore(string text, int at) => at == 0 ? "\"NAME\"" : Quotation.Of(text.AsSpan(0, at));
}
