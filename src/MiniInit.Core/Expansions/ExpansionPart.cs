using System.Collections.Immutable;

namespace MiniInit.Core.Expansions;

/// <summary>A piece of a parsed <see cref="Expansion"/>.</summary>
internal abstract record ExpansionPart
{
    private ExpansionPart()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Text that stands for itself.</summary>
    internal sealed record Literal(string Text) : ExpansionPart;

    /// <summary>A variable.</summary>
    /// <param name="Offset">Where its <c>$</c> is.</param>
    /// <param name="Length">How many characters it has, braces and argument included.</param>
    /// <param name="Name">The name: a literal, or other parts where it is made of variables.</param>
    /// <param name="Operator">What is to happen if it is unset or empty.</param>
    /// <param name="Argument">The default or the alternate.</param>
    internal sealed record Reference(
        int Offset,
        int Length,
        ImmutableArray<ExpansionPart> Name,
        ExpansionOperator Operator,
        ImmutableArray<ExpansionPart> Argument) : ExpansionPart;
}
