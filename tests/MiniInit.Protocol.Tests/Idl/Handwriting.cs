using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiniInit.Protocol.Tests.Idl;

/// <summary>Writes JSON in any of the ways in which it can be written.</summary>
internal sealed class Handwriting(int seed)
{
    private static readonly string[] s_gaps = ["", "", "", " ", "\t", "\r\n", "  \n "];

    private readonly Random _random = new(seed);

    public string Write(JsonNode? node) => Gap() + Bare(node) + Gap();

    private string Bare(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject fields => "{" + Joined(fields.Select(Named)) + "}",
        JsonArray entries => "[" + Joined(entries.Select(Write)) + "]",
        _ when node.GetValueKind() == JsonValueKind.String => Quoted(node.GetValue<string>()),
        _ => node.ToJsonString(),
    };

    private string Named(KeyValuePair<string, JsonNode?> field) =>
        Gap() + Quoted(field.Key) + Gap() + ":" + Write(field.Value);

    private string Joined(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length == 0 ? Gap() : string.Join(',', all);
    }

    private string Gap() => s_gaps[_random.Next(s_gaps.Length)];

    private string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune letter in text.EnumerateRunes())
        {
            bool mustEscape = letter.Value is < 0x20 or '"' or '\\';
            if (letter.Value is '"' or '\\' or '/' && _random.Next(2) == 0)
            {
                quoted.Append('\\').Append(letter);
            }
            else if (mustEscape || _random.Next(5) == 0)
            {
                foreach (char unit in letter.ToString())
                {
                    string digits = ((int)unit).ToString("x4", CultureInfo.InvariantCulture);
                    quoted.Append("\\u").Append(_random.Next(2) == 0 ? digits : digits.ToUpperInvariant());
                }
            }
            else
            {
                quoted.Append(letter);
            }
        }

        return quoted.Append('"').ToString();
    }
}
