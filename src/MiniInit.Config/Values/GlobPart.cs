using System.Collections.Immutable;

namespace MiniInit.Config.Values;

/// <summary>A piece of a parsed <see cref="Glob"/>.</summary>
internal abstract record GlobPart
{
    private GlobPart()
    {
    }

    /// <summary>One certain character.</summary>
    internal sealed record One(int Character) : GlobPart;

    /// <summary><c>?</c>: one character.</summary>
    internal sealed record Any : GlobPart;

    /// <summary><c>*</c>: any number of characters.</summary>
    internal sealed record Star : GlobPart;

    /// <summary><c>[…]</c>: one character within the ranges, or with <c>!</c> outside of them.</summary>
    internal sealed record Set(bool Negated, ImmutableArray<(int First, int Last)> Ranges) : GlobPart
    {
        public bool Contains(int character)
        {
            foreach ((int first, int last) in Ranges)
            {
                if (character >= first && character <= last)
                {
                    return !Negated;
                }
            }

            return Negated;
        }
    }
}
