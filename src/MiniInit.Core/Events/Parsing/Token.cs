namespace MiniInit.Core.Events.Parsing;

/// <summary>A piece of an expression's text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Where it starts, in characters.</param>
/// <param name="Length">How many characters of the text it takes, with quotes and escapes.</param>
/// <param name="Text">What it says, without quotes and escapes.</param>
/// <param name="IsPlain">Whether it has neither quotes nor escapes: only then can it be an operator or a slip.</param>
internal readonly record struct Token(TokenKind Kind, int Offset, int Length, string Text, bool IsPlain)
{
    /// <summary>Whether it is <c>and</c> or <c>or</c>.</summary>
    public bool IsOperator => Kind == TokenKind.Word && IsPlain && Text is "and" or "or";

    /// <summary>The text as a message shows it.</summary>
    public string Quoted => PrintableText.Quote(Text);

    /// <summary>Says what is wrong with it.</summary>
    public ParseError Error(string message) => new(Offset, Length, message);
}
