namespace MiniInit.Core.Events;

/// <summary>The limits of event expressions. What goes beyond one is an error with a message.</summary>
public static class EventLimits
{
    /// <summary>
    /// The longest text of an expression, in characters. One that a person writes has some dozens or hundreds; this
    /// leaves room for a generated one, and keeps a slip of a generator from filling the memory of process 1.
    /// </summary>
    public const int MaximumTextLength = 16 * 1024;

    /// <summary>
    /// How many events and levels an expression may name. This bounds the depth of the tree as well (a chain of
    /// <c>or</c> leans to the left), so that what walks it, compares it or prints it may recurse. The tests do so on
    /// 128 KiB of stack.
    /// </summary>
    public const int MaximumOperands = 256;

    /// <summary>
    /// How many parentheses may be open at once. As many as operands, so that each tree that can be made can be printed
    /// and read again.
    /// </summary>
    public const int MaximumDepth = MaximumOperands;

    /// <summary>How many characters of a word a message quotes before it is cut.</summary>
    public const int MaximumQuoted = 40;

    /// <summary>How much of a line is shown above a caret, in characters: fits a terminal of 80 columns.</summary>
    public const int ExcerptLength = 72;
}
