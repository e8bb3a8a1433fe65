using System.Collections.Immutable;

namespace MiniInit.Core.Events.Parsing;

/// <summary>Gathers the words of one operand: an event with what is asked of its variables, or a level.</summary>
internal sealed class OperandReader
{
    private readonly ImmutableArray<string>.Builder _values = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<VariableMatch>.Builder _variables = ImmutableArray.CreateBuilder<VariableMatch>();
    private readonly EventExpression.Level? _level;
    private Token _firstVariable;

    private OperandReader(Token first, EventExpression.Level? level)
    {
        First = first;
        _level = level;
    }

    /// <summary>The word that the operand starts with.</summary>
    public Token First { get; }

    /// <summary>Starts with the event or level; gives null and what is wrong if it is none.</summary>
    public static OperandReader? Start(Token word, out ParseError error)
    {
        error = default;
        if (word.Text.Length == 0)
        {
            error = word.Error("cannot use an empty word: an event must stand here");
            return null;
        }

        string? mistake;
        EventExpression.Level? level = null;
        if (EventExpression.Level.TryStart(word.Text, out LevelKind kind, out string name))
        {
            mistake = kind switch
            {
                _ when name.Length == 0 => kind == LevelKind.Job
                    ? "cannot look at no job: write its name right behind the colon, as in job:web"
                    : "cannot look at no file: write its path right behind the colon, as in file:/run/ready",
                LevelKind.File when name[0] != '/' =>
                    $"cannot look at the file {PrintableText.Quote(name)}: its path must start with /",
                _ => word.IsPlain ? Mistakes.InLevel(name) : null,
            };
            level = mistake is null ? new EventExpression.Level(kind, name) : null;
        }
        else
        {
            mistake = word.IsPlain ? Mistakes.InName(word.Text) : null;
        }

        error = mistake is null ? default : word.Error(mistake);
        return mistake is null ? new OperandReader(word, level) : null;
    }

    /// <summary>Adds a value, or a variable with its value; gives what is wrong if it is neither.</summary>
    public ParseError? Add(Token word)
    {
        if (_level is not null)
        {
            return word.Error($"cannot give {word.Quoted} to {First.Quoted}: put \"and\" or \"or\" between, "
                + (_level.Kind == LevelKind.Job ? "a job has no values here" : "or a path with blanks in quotes"));
        }

        if (word.Text.Length == 0)
        {
            return word.Error("cannot use an empty word as a value: write KEY= to match an empty one, or * for any");
        }

        if (word.IsPlain && Mistakes.InValue(word.Text, First.Text) is string mistake)
        {
            return word.Error(mistake);
        }

        int equals = word.Text.IndexOf('=');
        if (equals >= 0)
        {
            return AddVariable(word, equals);
        }

        if (_variables.Count > 0)
        {
            return word.Error(
                $"cannot use {word.Quoted} after {_firstVariable.Quoted}: write KEY={PrintableText.Cut(word.Text)}, "
                + "or put values without a name first");
        }

        _values.Add(word.Text);
        return null;
    }

    /// <summary>Gives the operand.</summary>
    public EventExpression Finish() =>
        _level ?? (EventExpression)new EventExpression.Match(
            new EventMatch(First.Text, _values.ToImmutable(), _variables.ToImmutable()));

    private ParseError? AddVariable(Token word, int equals)
    {
        bool negated = equals > 0 && word.Text[equals - 1] == '!';
        string name = word.Text[..(negated ? equals - 1 : equals)];
        if (name.Length == 0 || name[^1] == '!')
        {
            return word.Error(
                $"cannot find the variable's name in {word.Quoted}: write KEY=value or KEY!=value, "
                + "without spaces around the sign");
        }

        _firstVariable = _variables.Count == 0 ? word : _firstVariable;
        _variables.Add(new VariableMatch(name, word.Text[(equals + 1)..], negated));
        return null;
    }
}
