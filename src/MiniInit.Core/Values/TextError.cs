namespace MiniInit.Core.Values;

/// <summary>What is wrong within one text value, and where a caret belongs.</summary>
/// <param name="Offset">Where it begins, in UTF-16 characters from the start of the text.</param>
/// <param name="Length">How many characters it spans; 0 where something is missing.</param>
/// <param name="Message">
/// <c>cannot …: cause</c>, with what would be right. Safe to print on a terminal, whatever the text holds.
/// </param>
public readonly record struct TextError(int Offset, int Length, string Message)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(TextError);
}
