namespace MiniInit.Core.Events;

/// <summary>What is known of one operand of an expression.</summary>
/// <param name="IsTrue">Whether it holds.</param>
/// <param name="Occurred">The event that made it true; null for a level and for what does not hold.</param>
public readonly record struct OperandState(bool IsTrue, Event? Occurred)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(OperandState);
}
