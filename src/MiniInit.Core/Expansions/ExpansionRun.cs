using System;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Core.Expansions;

/// <summary>One evaluation of an <see cref="Expansion"/>. Time grows with the text and the result.</summary>
internal sealed class ExpansionRun
{
    private readonly string _text;
    private readonly Func<string, string?> _lookup;

    public ExpansionRun(string text, Func<string, string?> lookup)
    {
        _text = text;
        _lookup = lookup;
    }

    /// <summary>What is wrong, after null came back.</summary>
    public ExpansionError Error { get; private set; }

    public string? Expand(ImmutableArray<ExpansionPart> parts)
    {
        StringBuilder output = new();
        return Append(parts, output, ValueLimits.ExpansionCharacters, _text.Length) ? output.ToString() : null;
    }

    private bool Append(ImmutableArray<ExpansionPart> parts, StringBuilder output, int maximum, int end)
    {
        foreach (ExpansionPart part in parts)
        {
            bool appended = part switch
            {
                ExpansionPart.Literal literal => AppendValue(literal.Text, output, maximum, 0, end),
                ExpansionPart.Reference reference => AppendReference(reference, output, maximum),
                _ => throw new UnreachableException(),
            };
            if (!appended)
            {
                return false;
            }
        }

        return true;
    }

    private bool AppendReference(ExpansionPart.Reference reference, StringBuilder output, int maximum)
    {
        if (NameOf(reference) is not string name)
        {
            return false;
        }

        string? value = _lookup(name);
        int end = reference.Offset + reference.Length;
        switch (reference.Operator)
        {
            case ExpansionOperator.None when value is null:
                return FailUnknown(reference, name);
            case ExpansionOperator.DefaultIfUnset when value is null:
            case ExpansionOperator.DefaultIfEmpty when string.IsNullOrEmpty(value):
            case ExpansionOperator.AlternateIfSet when value is not null:
            case ExpansionOperator.AlternateIfFilled when !string.IsNullOrEmpty(value):
                return Append(reference.Argument, output, maximum, end);
            case ExpansionOperator.AlternateIfSet:
            case ExpansionOperator.AlternateIfFilled:
                return true;
            case ExpansionOperator.None:
            case ExpansionOperator.DefaultIfUnset:
            case ExpansionOperator.DefaultIfEmpty:
                return AppendValue(value!, output, maximum, reference.Offset, end);
            default:
                throw new UnreachableException();
        }
    }

    private string? NameOf(ExpansionPart.Reference reference)
    {
        if (reference.Name is [ExpansionPart.Literal literal])
        {
            return literal.Text;
        }

        StringBuilder output = new();
        if (!Append(reference.Name, output, ValueLimits.NameCharacters, reference.Offset + reference.Length))
        {
            return null;
        }

        string name = output.ToString();
        if (EnvironmentName.IsVariable(name))
        {
            return name;
        }

        Fail(
            null,
            reference.Offset,
            reference.Length,
            $"its variables make the name {Quotation.Of(name)}, which no variable can have");
        return null;
    }

    private bool AppendValue(string value, StringBuilder output, int maximum, int start, int end)
    {
        if (value.Length > maximum - output.Length)
        {
            return Fail(null, start, end - start, $"with its values it has more than {maximum} characters");
        }

        output.Append(value);
        return true;
    }

    private bool FailUnknown(ExpansionPart.Reference reference, string name) =>
        Fail(
            name,
            reference.Offset,
            reference.Length,
            $"the variable {Quotation.Of(name)} is not set; set it, or give a default as in \"${{{Cut(name)}:-…}}\"");

    private bool Fail(string? variable, int offset, int length, string cause)
    {
        string whole = _text.AsSpan(offset, length).SequenceEqual(_text) ? "" : $" in {Quotation.Of(_text)}";
        string part = Quotation.Of(_text.AsSpan(offset, length));
        Error = new ExpansionError(variable, new TextError(offset, length, $"cannot expand {part}{whole}: {cause}"));
        return false;
    }

    private static string Cut(string name) => name.Length > ValueLimits.Quoted ? "NAME" : name;
}
