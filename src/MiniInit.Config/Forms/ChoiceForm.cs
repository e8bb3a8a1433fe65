using System;
using System.Text.Json.Nodes;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>
/// One of some words, each of which comes to a number; also true or false, where these mean the same as a word. Without a
/// type parameter, as each type that it is made for costs 4 KB in the natives: see <see cref="WordForm{T}"/>.
/// </summary>
internal sealed class ChoiceForm(params (string Word, int Value)[] choices) : Form<int>
{
    private readonly string _phrase = Listed(Quoted(choices));

    /// <summary>What <c>true</c> and <c>false</c> mean, if anything.</summary>
    public (int True, int False)? Flags { get; init; }

    /// <summary>What words of other supervisors are here, for those who come from there.</summary>
    public (string Word, string Hint)[] Foreign { get; init; } = [];

    public override string Phrase => Flags is null ? _phrase : $"true, false, {_phrase}";

    public override string Word => (Flags is null ? "" : "true, false, ") + string.Join(", ", Quoted(choices));

    public override bool TryRead(string key, TomlValue value, DiagnosticList report, out int result)
    {
        if (value is TomlBoolean flag && Flags is (int ifTrue, int ifFalse))
        {
            result = flag.Value ? ifTrue : ifFalse;
            return true;
        }

        if (value is not TomlString text)
        {
            string? flagHint = Flags is not null && value is TomlInteger { Value: 0 or 1 } number
                ? $"write {(number.Value == 1 ? "true" : "false")}" : null;
            return Mismatch(key, value, report, out result, flagHint);
        }

        foreach ((string word, int choice) in choices)
        {
            if (word == text.Value)
            {
                result = choice;
                return true;
            }
        }

        return Mismatch(key, value, report, out result, Hint(text.Value));
    }

    public override TomlValue Print(int value)
    {
        foreach ((string word, int choice) in choices)
        {
            if (choice == value)
            {
                return new TomlString(word);
            }
        }

        return Flags is (int ifTrue, int ifFalse) && (value == ifTrue || value == ifFalse)
            ? new TomlBoolean(value == ifTrue)
            : throw new ArgumentOutOfRangeException(nameof(value), value, "no word stands for it");
    }

    public override JsonObject Schema()
    {
        JsonArray words = [];
        foreach ((string word, _) in choices)
        {
            words.Add((JsonNode)word);
        }

        if (Flags is not null)
        {
            words.Insert(0, true);
            words.Insert(1, false);
        }

        return new JsonObject { ["enum"] = words };
    }

    private string? Hint(string text) =>
        Array.Find(Foreign, foreign => foreign.Word == text).Hint is string hint ? hint
            : Flags is not null && (text is "true" or "yes" or "on" or "1") ? "write true"
            : Flags is not null && (text is "false" or "no" or "off" or "never" or "none" or "0") ? "write false"
            : NearestWord.Find(text, Array.ConvertAll(choices, choice => choice.Word)) is string near
            ? $"did you mean \"{near}\"?"
            : null;

    private static string[] Quoted((string Word, int Value)[] choices) =>
        Array.ConvertAll(choices, choice => $"\"{choice.Word}\"");

    private static string Listed(string[] words) =>
        words.Length == 1 ? words[0] : $"{string.Join(", ", words[..^1])} or {words[^1]}";
}
