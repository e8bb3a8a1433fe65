using System;

namespace MiniInit.Core.Events.Parsing;

/// <summary>
/// Words that Upstart takes as names or values, and that are a slip of the pen wherever they stand without quotes: the
/// job would wait for ever. Quotes or a backslash in the word make it mean itself, and the printer puts them.
/// </summary>
internal static class Mistakes
{
    private const string QuoteHint = "; quote it if it is really called that";

    /// <summary>Says what is wrong with the name of an event; null if nothing is.</summary>
    public static string? InName(string word)
    {
        string? why = InAnyWord(word);
        if (why is null)
        {
            if (word.Equals("not", StringComparison.OrdinalIgnoreCase) || word[0] == '!')
            {
                why = "an event has no opposite: name the other event, or compare one of its variables by KEY!=value";
            }
            else if (Lifecycle(word) is string right)
            {
                why = $"write \"{right}\" in lower case";
            }
            else if (word.Contains("&&", StringComparison.Ordinal) || word.Contains("||", StringComparison.Ordinal))
            {
                why = "write \"and\" or \"or\", with spaces around it";
            }
            else if (word.Contains('='))
            {
                why = "the event comes first, then its variables, as in \"started JOB=web\"";
            }
            else if (word == "on")
            {
                why = "leave it out, an expression starts with the event";
            }
            else if (word.AsSpan().ContainsAny("*?["))
            {
                why = "events go by their whole name, only values can be patterns";
            }
            else if (word.Contains('$'))
            {
                why = "variables are replaced in values only";
            }
        }

        return why is null ? null : $"cannot use {PrintableText.Quote(word)} as an event: {why}{QuoteHint}";
    }

    /// <summary>Says what is wrong with a value, or a variable with its value; null if nothing is.</summary>
    public static string? InValue(string word, string eventName)
    {
        string? why = InAnyWord(word);
        int equals = word.IndexOf('=');
        if (why is null)
        {
            if (EventExpression.Level.TryStart(word, out LevelKind kind, out string name))
            {
                why = $"a condition on a job or file has no event before it; write just {PrintableText.Quote(word)}"
                    + (kind == LevelKind.Job ? $", or {PrintableText.Quote($"{eventName} {name}")}" : "");
            }
            else if (word == "on" && eventName is "start" or "stop")
            {
                why = $"leave out \"{eventName} on\", an expression starts with the event";
            }
            else if (word.StartsWith('!') && equals != 1)
            {
                why = equals > 0 ? "write KEY!=value" : "write [!…] for any character but these, or KEY!=value";
            }
            else if (equals > 0 && equals + 1 < word.Length && word[equals + 1] == '=')
            {
                why = "write KEY=value, with one =";
            }
            else if (word.LastIndexOf('[') > word.LastIndexOf(']'))
            {
                why = "its [ is not closed in the same word; put a value with blanks in quotes";
            }
        }

        return why is null
            ? null
            : $"cannot use {PrintableText.Quote(word)} as a value: {why}; quote it to mean the text itself";
    }

    /// <summary>Says what is wrong with what follows <c>job:</c> or <c>file:</c>; null if nothing is.</summary>
    public static string? InLevel(string name)
    {
        string? why =
            name.EndsWith(',') ? "conditions are joined by \"and\" or \"or\", not by commas"
            : name.Contains('=') ? "a condition on a job or file looks at no variable"
            : name.AsSpan().ContainsAny("*?[") ? "it is the name of one job or file, not a pattern"
            : name.Contains('$') ? "variables are replaced in values only"
            : null;
        return why is null ? null : $"cannot use {PrintableText.Quote(name)} here: {why}{QuoteHint}";
    }

    /// <summary>Gives the event of every job or of init that the word is but for its letter case; else null.</summary>
    private static string? Lifecycle(string word)
    {
        string lower = word.ToLowerInvariant();
        bool isKnown = lower is "startup" or "starting" or "started" or "stopping" or "stopped";
        return isKnown && lower != word ? lower : null;
    }

    private static string? InAnyWord(string word) => word switch
    {
        "&&" or "&" => "write \"and\"",
        "||" or "|" => "write \"or\"",
        _ when word.Equals("and", StringComparison.OrdinalIgnoreCase) && word != "and" => "write \"and\" in lower case",
        _ when word.Equals("or", StringComparison.OrdinalIgnoreCase) && word != "or" => "write \"or\" in lower case",
        _ when word.EndsWith(',') => "events are joined by \"and\" or \"or\", not by commas",
        _ => null,
    };
}
