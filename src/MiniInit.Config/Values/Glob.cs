using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MiniInit.Config.Values;

/// <summary>A glob, glob(7), compiled once: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[!a]</c>, <c>\*</c>.</summary>
/// <remarks>
/// As fnmatch(3) without flags, which Upstart uses: <c>*</c> also matches <c>/</c> and a leading dot, <c>[^a]</c> is
/// <c>[!a]</c>, <c>]</c> stands for itself as the first of a set, and sets may hold classes such as <c>[:digit:]</c>
/// (of ASCII). A character is a Unicode scalar value. Matching never takes more steps than glob times text: of all
/// stars only the last is ever tried again.
/// </remarks>
public sealed class Glob : IEquatable<Glob>
{
    private readonly ImmutableArray<GlobPart> _parts;

    private Glob(string text, ImmutableArray<GlobPart> parts)
    {
        Text = text;
        _parts = parts;
    }

    /// <summary>The glob as written.</summary>
    public string Text { get; }

    /// <summary>Reads a glob of a file, where a slip is an error. The empty one matches the empty text.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="value">The glob.</param>
    /// <param name="error">Why not.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Glob? value, out TextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = null;
        if (!TextCheck.PassesEmpty(text, ConfigLimits.GlobCharacters, GlobParser.Purpose, out error))
        {
            return false;
        }

        GlobParser parser = new(text);
        ImmutableArray<GlobPart> parts = parser.Parse();
        if (parser.Error is TextError found)
        {
            error = found;
            return false;
        }

        value = new Glob(text, parts);
        return true;
    }

    /// <summary>
    /// Compiles any text, for globs that come of variables at run time: as with fnmatch(3) a bracket that is not closed
    /// and a backslash at the end stand for themselves, and a range that ends before it begins holds nothing. A text
    /// longer than <see cref="ConfigLimits.GlobCharacters"/> matches itself alone: who may set a variable must not
    /// choose how long matching takes.
    /// </summary>
    /// <param name="text">Any text.</param>
    public static Glob Compile(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        GlobParser parser = new(text);
        return new Glob(text, text.Length > ConfigLimits.GlobCharacters ? parser.ParseLiterally() : parser.Parse());
    }

    /// <summary>Whether the whole of a text matches.</summary>
    /// <param name="text">Any text.</param>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        int part = 0;
        int at = 0;
        int starPart = -1;
        int starAt = 0;
        while (at < text.Length)
        {
            int character = CharacterAt(text, at, out int length);
            if (part < _parts.Length && _parts[part] is GlobPart.Star)
            {
                starPart = ++part;
                starAt = at;
            }
            else if (part < _parts.Length && Matches(_parts[part], character))
            {
                part++;
                at += length;
            }
            else if (starPart >= 0)
            {
                // The last star takes one character more. An earlier one need not: what it could give up, this one
                // would have to take.
                CharacterAt(text, starAt, out int taken);
                starAt += taken;
                at = starAt;
                part = starPart;
            }
            else
            {
                return false;
            }
        }

        while (part < _parts.Length && _parts[part] is GlobPart.Star)
        {
            part++;
        }

        return part == _parts.Length;
    }

    /// <summary>Whether both are written alike.</summary>
    /// <param name="other">Another.</param>
    public bool Equals(Glob? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glob);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Gives the glob as written.</summary>
    public override string ToString() => Text;

    /// <summary>The scalar value at an offset; half of a surrogate pair counts as one too.</summary>
    internal static int CharacterAt(ReadOnlySpan<char> text, int at, out int length)
    {
        bool whole = Rune.DecodeFromUtf16(text[at..], out Rune rune, out length) == System.Buffers.OperationStatus.Done;
        length = whole ? length : 1;
        return whole ? rune.Value : text[at];
    }

    private static bool Matches(GlobPart part, int character) => part switch
    {
        GlobPart.One one => one.Character == character,
        GlobPart.Any => true,
        GlobPart.Set set => set.Contains(character),
        GlobPart.Star => throw new UnreachableException(),
        _ => throw new UnreachableException(),
    };
}
