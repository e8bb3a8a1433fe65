namespace MiniInit.Core.Events.Parsing;

/// <summary>What has been read of a group in parentheses, or of the whole expression.</summary>
internal sealed class OpenGroup(Token start)
{
    /// <summary>The parenthesis.</summary>
    public Token Start { get; } = start;

    /// <summary>What stands left of the operator, else all so far; null if nothing has been read.</summary>
    public EventExpression? Left { get; private set; }

    /// <summary>The operator whose right side has not been read.</summary>
    public Token? Operator { get; private set; }

    /// <summary>Whether an operator or the end may come next, but no operand.</summary>
    public bool IsComplete => Left is not null && Operator is null;

    /// <summary>Takes an operator, after an operand.</summary>
    public void Add(Token token) => Operator = token;

    /// <summary>Takes an operand: the first, or the right side of the operator.</summary>
    public void Add(EventExpression operand)
    {
        Left = Left is null ? operand
            : Operator is { Text: "and" } ? new EventExpression.And(Left, operand)
            : new EventExpression.Or(Left, operand);
        Operator = null;
    }
}
