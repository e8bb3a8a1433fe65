namespace MiniInit.Core.Graphs.Checks;

/// <summary>A node of a job's <c>start-on</c>, among those of all jobs.</summary>
/// <param name="Parent">The node it is part of; the job for the whole expression.</param>
/// <param name="Operand">Which operand it is, from 0; −1 for <c>and</c> and <c>or</c>.</param>
/// <param name="Wait">What an operand waits for, else null.</param>
/// <param name="IsAnd">Whether both sides are needed.</param>
internal readonly record struct StartNode(int Parent, int Operand, Wait? Wait, bool IsAnd)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(StartNode);

    /// <summary>The left side, if it is no operand.</summary>
    public int Left { get; init; }

    /// <summary>The right side, if it is no operand.</summary>
    public int Right { get; init; }
}
