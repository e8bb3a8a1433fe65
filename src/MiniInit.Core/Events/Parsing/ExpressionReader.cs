using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Events.Parsing;

/// <summary>
/// Builds the tree from left to right. Open parentheses are kept in a list: no recursion, whatever the text.
/// </summary>
internal sealed class ExpressionReader
{
    private const string Example = "for instance \"startup\" or \"started web\"";

    private readonly WordReader _words;
    private readonly List<OpenGroup> _groups = [new(default)];
    private OperandReader? _operand;
    private int _operandCount;
    private bool _lineEnded;

    public ExpressionReader(string text) => _words = new WordReader(text);

    private OpenGroup Group => _groups[^1];

    private bool IsEmpty => _operandCount == 0 && _groups.Count == 1 && Group.Operator is null;

    /// <summary>Reads the whole text.</summary>
    public bool TryRead([NotNullWhen(true)] out EventExpression? expression, out ParseError error)
    {
        expression = null;
        while (_words.TryRead(out Token token, out error))
        {
            ParseError? problem = Take(token);
            if (problem is not null)
            {
                error = problem.Value;
                return false;
            }

            if (token.Kind == TokenKind.End)
            {
                expression = Group.Left;
                return expression is not null;
            }
        }

        return false;
    }

    private ParseError? Take(Token token)
    {
        if (_lineEnded && token.Kind is not (TokenKind.LineEnd or TokenKind.End))
        {
            return token.Error(
                "cannot go on in another line: put the whole expression in parentheses, or \\ at the line's end");
        }

        switch (token.Kind)
        {
            case TokenKind.Word:
                return token.IsOperator ? TakeOperator(token) : TakeWord(token);
            case TokenKind.Open:
                return TakeOpen(token);
            case TokenKind.Close:
                return TakeClose(token);
            case TokenKind.LineEnd:
                // A blank line or a comment may come before the expression; TOML's multi-line strings start with one.
                _lineEnded = _groups.Count == 1 && !IsEmpty;
                return null;
            case TokenKind.End:
                return TakeEnd(token);
            default:
                throw new UnreachableException();
        }
    }

    private ParseError? TakeWord(Token word)
    {
        if (_operand is not null)
        {
            return _operand.Add(word);
        }

        if (Group.IsComplete)
        {
            return word.Error($"cannot use {word.Quoted} behind a parenthesis: \"and\" or \"or\" must come between");
        }

        if (_operandCount == EventLimits.MaximumOperands)
        {
            return word.Error($"cannot name more than {EventLimits.MaximumOperands} events and levels in all");
        }

        _operand = OperandReader.Start(word, out ParseError error);
        _operandCount++;
        return _operand is null ? error : null;
    }

    private ParseError? TakeOperator(Token token)
    {
        FinishOperand();
        if (Group.IsComplete)
        {
            Group.Add(token);
            return null;
        }

        const string QuoteHint = "quote it if an event is called that";
        return token.Error(Group.Operator is Token before
            ? $"cannot use {token.Quoted} right after {before.Quoted}: an event must stand between them; {QuoteHint}"
            : $"cannot use {token.Quoted} here: an event must come before it; {QuoteHint}");
    }

    private ParseError? TakeOpen(Token token)
    {
        if (_operand is not null)
        {
            return token.Error(
                $"cannot use ( after {_operand.First.Quoted}: \"and\" or \"or\" must come between; "
                + "put a value with ( in quotes");
        }

        if (Group.IsComplete)
        {
            return token.Error("cannot use ( after ): \"and\" or \"or\" must come between");
        }

        if (_groups.Count > EventLimits.MaximumDepth)
        {
            return token.Error($"cannot open more than {EventLimits.MaximumDepth} parentheses within each other");
        }

        _groups.Add(new OpenGroup(token));
        return null;
    }

    private ParseError? TakeClose(Token token)
    {
        FinishOperand();
        if (_groups.Count == 1)
        {
            return token.Error("cannot find the ( that this ) closes: remove it, or put a value with ) in quotes");
        }

        if (Group.Operator is Token last)
        {
            return last.Error($"cannot end parentheses with {last.Quoted}: an event must follow it");
        }

        if (Group.Left is not EventExpression inner)
        {
            int length = token.Offset + token.Length - Group.Start.Offset;
            return new ParseError(
                Group.Start.Offset, length, $"cannot use empty parentheses: an event must stand in them, {Example}");
        }

        _groups.RemoveAt(_groups.Count - 1);
        Group.Add(inner);
        return null;
    }

    private ParseError? TakeEnd(Token token)
    {
        FinishOperand();
        if (Group.Operator is Token last)
        {
            return last.Error(_lineEnded
                ? $"cannot end a line with {last.Quoted}: put the whole expression in parentheses to go on"
                : $"cannot end with {last.Quoted}: an event must follow it");
        }

        if (_groups.Count > 1)
        {
            return Group.Start.Error(
                "cannot find the ) that closes this (" + (_words.HasCommentedParenthesis
                    ? ": the one behind the # is part of a comment, move it to a line of its own"
                    : ": write it where the group ends, or put a value with ( in quotes"));
        }

        return Group.Left is null ? token.Error($"cannot read an empty expression: name an event, {Example}") : null;
    }

    private void FinishOperand()
    {
        if (_operand is not null)
        {
            Group.Add(_operand.Finish());
            _operand = null;
        }
    }
}
