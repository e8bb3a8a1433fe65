namespace MiniInit.Core.Values;

/// <summary>What is wrong within one text value, and where a caret belongs.</summary>
/// <param name="Offset">Where it begins, in UTF-16 characters from the start of the text.</param>
/// <param name="Length">How many characters it spans; 0 where something is missing.</param>
/// <param name="Message">
/// <c>cannot …: cause</c>, with what would be right. Safe to print on a terminal, whatever the text holds.
/// </param>
public readonly record struct TextError(int Offset, int Length, string Message)
{
    /// <summary>Says that a text cannot be used as what it is to be: <c>cannot use "x" as a size: cause</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="purpose">What it is used as: <c>a size</c>.</param>
    /// <param name="offset">Where what is wrong begins.</param>
    /// <param name="length">How many characters it spans.</param>
    /// <param name="cause">Why not, with what would be right.</param>
    public static TextError CannotUse(string text, string purpose, int offset, int length, string cause) =>
        new(offset, length, $"cannot use {Quotation.Of(text)} as {purpose}: {cause}");

    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(TextError);
}
