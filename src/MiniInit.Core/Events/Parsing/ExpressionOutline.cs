using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Events.Parsing;

/// <summary>
/// Where in the text of an expression its parts stand. The tree does not keep it: it is asked for only where there is
/// something to say about a part.
/// </summary>
public sealed class ExpressionOutline
{
    private readonly ImmutableArray<(int Offset, int Length)>.Builder _operands =
        ImmutableArray.CreateBuilder<(int Offset, int Length)>();

    private readonly Stack<string?> _outer = new();
    private string? _operator;
    private (int Offset, int Length)? _operand;

    private ExpressionOutline(string text)
    {
        WordReader words = new(text);
        while (words.TryRead(out Token token, out _) && token.Kind != TokenKind.End)
        {
            Take(token);
        }

        FinishOperand();
        Operands = _operands.ToImmutable();
        Comment = words.FirstComment;
    }

    /// <summary>The events and levels with their values, as in <see cref="EventExpression.Operands"/>.</summary>
    public ImmutableArray<(int Offset, int Length)> Operands { get; }

    /// <summary>
    /// The first <c>and</c> or <c>or</c> that follows the other one without parentheses to tell which binds first.
    /// </summary>
    public (int Offset, int Length)? MixedOperator { get; private set; }

    /// <summary>Where the first comment starts, at its <c>#</c>.</summary>
    public int? Comment { get; }

    /// <summary>Looks for the parts. Of a text that is no expression it finds those up to what is wrong.</summary>
    /// <param name="text">What a user wrote. The time this takes is linear in its length.</param>
    public static ExpressionOutline Of(string text) => new(text);

    private void Take(Token token)
    {
        if (token.Kind == TokenKind.Open)
        {
            FinishOperand();
            _outer.Push(_operator);
            _operator = null;
        }
        else if (token.Kind == TokenKind.Close)
        {
            FinishOperand();
            _operator = _outer.TryPop(out string? outer) ? outer : _operator;
        }
        else if (token.IsOperator)
        {
            FinishOperand();
            bool isOther = _operator is not null && _operator != token.Text;
            MixedOperator ??= isOther ? (token.Offset, token.Length) : null;
            _operator = token.Text;
        }
        else if (token.Kind == TokenKind.Word)
        {
            int start = _operand?.Offset ?? token.Offset;
            _operand = (start, token.Offset + token.Length - start);
        }
    }

    private void FinishOperand()
    {
        if (_operand is not null)
        {
            _operands.Add(_operand.Value);
            _operand = null;
        }
    }
}
