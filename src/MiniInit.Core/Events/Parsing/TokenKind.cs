namespace MiniInit.Core.Events.Parsing;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Open,
    Close,
    LineEnd,
    End,
}
