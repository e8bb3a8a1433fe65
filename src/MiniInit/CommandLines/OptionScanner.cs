using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Linux.Spawning;

namespace MiniInit.CommandLines;

/// <summary>An option that a command line may have.</summary>
/// <param name="Letter">Its letter, which also identifies it; a control character where it has only a long name.</param>
/// <param name="Name">Its long name without dashes, or null.</param>
/// <param name="TakesValue">It is followed by a value.</param>
internal readonly record struct Option(char Letter, string? Name = null, bool TakesValue = false)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(Option);
}

/// <summary>Why the scanner cannot go on.</summary>
internal enum ScanError
{
    /// <summary>It can.</summary>
    None,

    /// <summary>There is no such option.</summary>
    Unknown,

    /// <summary>A shortened long name that more than one option begins with.</summary>
    Ambiguous,

    /// <summary>The value is missing.</summary>
    MissingValue,

    /// <summary>A value was given to an option that takes none.</summary>
    UnwantedValue,
}

/// <summary>
/// Goes through options as getopt_long(3) does, and stops at the first argument that is none, so that options of the
/// command are never taken for ours, with or without <c>--</c>.
/// </summary>
internal sealed class OptionScanner
{
    private readonly StringVector _arguments;
    private readonly IReadOnlyList<Option> _options;
    private readonly bool _hasNames;
    private string _letters = "";

    /// <summary>A scanner that stands before the second element of <paramref name="arguments"/>.</summary>
    /// <param name="arguments">The whole argv.</param>
    /// <param name="options">When none of them has a name, two dashes begin no name either, as with getopt(3).</param>
    public OptionScanner(StringVector arguments, IReadOnlyList<Option> options)
    {
        _arguments = arguments;
        _options = options;
        foreach (Option option in options)
        {
            _hasNames |= option.Name is not null;
        }
    }

    /// <summary>Index of the first argument that was not taken.</summary>
    public int Index { get; private set; } = 1;

    /// <summary>Whether <c>--</c> ended the options.</summary>
    public bool EndedByDashes { get; private set; }

    /// <summary>The option that <see cref="TryNext"/> found.</summary>
    public Option Current { get; private set; }

    /// <summary>Its value, empty if it takes none.</summary>
    public string Value { get; private set; } = "";

    /// <summary>Why the scan ended before its end.</summary>
    public ScanError Error { get; private set; }

    /// <summary>The option as the user wrote it: <c>-x</c> or <c>--name</c>.</summary>
    public string Written { get; private set; } = "";

    /// <summary>The argument as the user wrote it, with <c>=value</c> where there is one.</summary>
    public string Argument { get; private set; } = "";

    /// <summary>The long names that an <see cref="ScanError.Ambiguous"/> one begins.</summary>
    public IReadOnlyList<string> Possibilities { get; private set; } = [];

    /// <summary>Takes the next option.</summary>
    /// <returns>False at the end of the options and on an error.</returns>
    public bool TryNext()
    {
        Value = "";
        if (_letters.Length > 0)
        {
            return TakeLetter();
        }

        if (Index >= _arguments.Count)
        {
            return false;
        }

        string argument = Encoding.UTF8.GetString(_arguments[Index]);
        if (argument.Length < 2 || argument[0] != '-')
        {
            return false;
        }

        Index++;
        if (argument == "--")
        {
            EndedByDashes = true;
            return false;
        }

        Argument = argument;
        if (argument.StartsWith("--", StringComparison.Ordinal) && _hasNames)
        {
            return TakeName(argument[2..]);
        }

        _letters = argument[1..];
        return TakeLetter();
    }

    private bool TakeLetter()
    {
        char letter = _letters[0];
        _letters = _letters[1..];
        Written = $"-{letter}";
        foreach (Option option in _options)
        {
            if (option.Letter != letter || char.IsControl(letter))
            {
                continue;
            }

            Current = option;
            if (!option.TakesValue)
            {
                return true;
            }

            string? value = _letters.Length > 0 ? _letters : null;
            _letters = "";
            return TakeValue(value);
        }

        return Fail(ScanError.Unknown);
    }

    private bool TakeName(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        string? value = equals < 0 ? null : text[(equals + 1)..];
        Written = $"--{name}";
        var found = new List<string>();
        foreach (Option option in _options)
        {
            if (option.Name?.StartsWith(name, StringComparison.Ordinal) == true)
            {
                Current = option;
                found.Add(option.Name);
                if (option.Name == name)
                {
                    found = [name];
                    break;
                }
            }
        }

        if (found.Count != 1)
        {
            Possibilities = found;
            return Fail(found.Count == 0 ? ScanError.Unknown : ScanError.Ambiguous);
        }

        Written = $"--{Current.Name}";
        if (Current.TakesValue)
        {
            return TakeValue(value);
        }

        return value is null || Fail(ScanError.UnwantedValue);
    }

    private bool TakeValue(string? attached)
    {
        if (attached is null && Index >= _arguments.Count)
        {
            return Fail(ScanError.MissingValue);
        }

        Value = attached ?? Encoding.UTF8.GetString(_arguments[Index++]);
        return true;
    }

    private bool Fail(ScanError error)
    {
        Error = error;
        return false;
    }
}
