using System;
using System.Collections.Immutable;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Core.Expansions;

/// <summary>Reads a text with variables in one pass; recursion is bounded by <see cref="ValueLimits"/>.</summary>
internal sealed class ExpansionParser
{
    private const string NameRule =
        "a variable's name is made of letters, digits and _, and begins with no digit";

    private readonly string _text;
    private int _at;
    private int _depth;

    public ExpansionParser(string text) => _text = text;

    /// <summary>What is wrong, after null came back.</summary>
    public TextError Error { get; private set; }

    public ImmutableArray<ExpansionPart>? Parse() => ParseText(inBraces: false);

    /// <summary>Reads up to the end, or to the closing brace, which stays.</summary>
    private ImmutableArray<ExpansionPart>? ParseText(bool inBraces)
    {
        ImmutableArray<ExpansionPart>.Builder parts = ImmutableArray.CreateBuilder<ExpansionPart>();
        StringBuilder literal = new();
        while (_at < _text.Length && !(inBraces && _text[_at] == '}'))
        {
            if (!StartsReference())
            {
                literal.Append(_text[_at]);
                _at += IsDollarSign() ? 3 : 1;
                continue;
            }

            Flush(literal, parts);
            if (ParseReference() is not ExpansionPart.Reference reference)
            {
                return null;
            }

            parts.Add(reference);
        }

        Flush(literal, parts);
        return parts.DrainToImmutable();
    }

    private ExpansionPart.Reference? ParseReference()
    {
        int start = _at++;
        if (_text[_at] != '{')
        {
            int nameStart = _at;
            while (_at < _text.Length && EnvironmentName.IsVariableCharacter(_text[_at]))
            {
                _at++;
            }

            ExpansionPart name = new ExpansionPart.Literal(_text[nameStart.._at]);
            return new ExpansionPart.Reference(start, _at - start, [name], ExpansionOperator.None, []);
        }

        if (_depth == ValueLimits.ExpansionDepth)
        {
            Fail(start, 2, $"\"${{\" is nested more than {ValueLimits.ExpansionDepth} deep");
            return null;
        }

        _depth++;
        _at++;
        ExpansionPart.Reference? reference = ParseBraces(start);
        _depth--;
        return reference;
    }

    private ExpansionPart.Reference? ParseBraces(int start)
    {
        if (ParseName(start) is not ImmutableArray<ExpansionPart> name
            || ParseOperator() is not ExpansionOperator operation
            || ParseText(inBraces: true) is not ImmutableArray<ExpansionPart> argument)
        {
            return null;
        }

        if (_at == _text.Length)
        {
            FailUnclosed(start);
            return null;
        }

        _at++;
        return new ExpansionPart.Reference(start, _at - start, name, operation, argument);
    }

    /// <summary>Reads up to an operator or the closing brace, which stays.</summary>
    private ImmutableArray<ExpansionPart>? ParseName(int start)
    {
        ImmutableArray<ExpansionPart>.Builder parts = ImmutableArray.CreateBuilder<ExpansionPart>();
        StringBuilder literal = new();
        int nameStart = _at;
        while (_at < _text.Length && _text[_at] is not ('}' or ':' or '-' or '+'))
        {
            if (StartsReference())
            {
                Flush(literal, parts);
                if (ParseReference() is not ExpansionPart.Reference reference)
                {
                    return null;
                }

                parts.Add(reference);
                continue;
            }

            bool fits = EnvironmentName.IsVariableCharacter(_text[_at])
                && (_at > nameStart || !char.IsAsciiDigit(_text[_at]));
            if (!fits)
            {
                FailName(_at, Quotation.LengthAt(_text, _at));
                return null;
            }

            literal.Append(_text[_at++]);
        }

        if (_at == _text.Length)
        {
            FailUnclosed(start);
            return null;
        }

        if (_at == nameStart)
        {
            Fail(_at, 0, "a variable's name is missing; write for instance \"${PORT:-80}\"");
            return null;
        }

        Flush(literal, parts);
        return parts.DrainToImmutable();
    }

    private ExpansionOperator? ParseOperator()
    {
        bool colon = _text[_at] == ':';
        char sign = colon ? (_at + 1 < _text.Length ? _text[_at + 1] : '\0') : _text[_at];
        switch (sign)
        {
            case '-':
                _at += colon ? 2 : 1;
                return colon ? ExpansionOperator.DefaultIfEmpty : ExpansionOperator.DefaultIfUnset;
            case '+':
                _at += colon ? 2 : 1;
                return colon ? ExpansionOperator.AlternateIfFilled : ExpansionOperator.AlternateIfSet;
            case '}' when !colon:
                return ExpansionOperator.None;
            default:
                Fail(_at, 1, "behind \":\" comes - or +; write \":-\" and a default, or \":+\" and an alternate");
                return null;
        }
    }

    private bool StartsReference() =>
        _text[_at] == '$'
        && _at + 1 < _text.Length
        && (EnvironmentName.IsVariableStart(_text[_at + 1]) || (_text[_at + 1] == '{' && !IsDollarSign()));

    /// <summary>Whether <c>${}</c>, which is a dollar sign, is here.</summary>
    private bool IsDollarSign() => _text.AsSpan(_at).StartsWith("${}");

    private static void Flush(StringBuilder literal, ImmutableArray<ExpansionPart>.Builder parts)
    {
        if (literal.Length > 0)
        {
            parts.Add(new ExpansionPart.Literal(literal.ToString()));
            literal.Clear();
        }
    }

    private void FailName(int at, int length) =>
        Fail(at, length, $"{Quotation.Of(_text.AsSpan(at, length))} cannot stand here: {NameRule}");

    private void FailUnclosed(int start) => Fail(start, 2, "this \"${\" is not closed; add \"}\" at its end");

    private void Fail(int offset, int length, string cause) =>
        Error = TextError.CannotUse(_text, Expansion.Purpose, offset, length, cause);
}
