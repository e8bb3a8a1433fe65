using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace MiniInit.Config.Tests.Golden;

/// <summary>Messages are a feature: messages.txt has files with what a user sees for them, to the character.</summary>
internal static class GoldenMessages
{
    /// <summary>Set to 1, what is printed is written anew instead of compared.</summary>
    public const string Update = "MINIINIT_UPDATE_GOLDEN";

    private const string Prints = "--- prints";
    private static readonly string s_path = Path.Combine(
        RepositoryRoot.Path, "tests", "MiniInit.Config.Tests", "Golden", "messages.txt");

    /// <summary>What the file says about itself before its first section.</summary>
    private static readonly List<string> s_preface = [];

    /// <summary>The cases in the order of the file.</summary>
    public static IReadOnlyList<GoldenMessage> All { get; } = Read();

    /// <summary>Writes the file with what is printed now.</summary>
    public static void Write()
    {
        StringBuilder text = new();
        text.AppendJoin('\n', s_preface).Append('\n');
        string section = "";
        foreach (GoldenMessage message in All)
        {
            if (message.Section != section)
            {
                section = message.Section;
                text.Append($"\n== {section}\n");
            }

            text.Append($"\n### {message.Title}\n").AppendJoin('\n', message.Given);
            text.Append($"\n{Prints}\n").AppendJoin('\n', message.Print()).Append('\n');
        }

        File.WriteAllText(s_path, text.ToString());
    }

    private static List<GoldenMessage> Read()
    {
        List<GoldenMessage> cases = [];
        List<string> lines = s_preface;
        string section = "";
        foreach (string line in File.ReadAllLines(s_path))
        {
            if (line.StartsWith("== ", StringComparison.Ordinal))
            {
                section = line[3..];
                lines = [];
            }
            else if (line.StartsWith("### ", StringComparison.Ordinal))
            {
                cases.Add(new GoldenMessage(section, line[4..]));
                lines = cases[^1].Given;
            }
            else if (line == Prints)
            {
                lines = cases[^1].Printed;
            }
            else
            {
                lines.Add(line);
            }
        }

        foreach (List<string> part in cases.SelectMany(each => new[] { each.Given, each.Printed }).Append(s_preface))
        {
            // An empty line parts a case from the next.
            int last = part.FindLastIndex(line => line.Length > 0);
            part.RemoveRange(last + 1, part.Count - last - 1);
        }

        return cases;
    }
}
