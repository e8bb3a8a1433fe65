using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace MiniInit.Tests.Manual;

/// <summary>A page of docs/man, in mdoc(7), as far as tests look into it.</summary>
internal sealed partial class ManualPage
{
    private readonly Dictionary<string, List<string>> _options = new() { [""] = [] };

    /// <param name="repository">The root of the repository.</param>
    /// <param name="name">The page: <c>miniinit.8</c>.</param>
    public ManualPage(string repository, string name)
    {
        Text = File.ReadAllText(Path.Combine(repository, "docs", "man", name));
        foreach (string part in HeadingLine().Split(Text))
        {
            ReadPart(part);
        }
    }

    /// <summary>All of it, as it was written.</summary>
    public string Text { get; }

    /// <summary>
    /// The options by the commands they belong to, as <see cref="Option"/> gives them; those of no command by an empty
    /// name. Options that a section names before its first command are those of all its commands.
    /// </summary>
    public IReadOnlyDictionary<string, List<string>> Options => _options;

    /// <summary>What an option is, for comparison: <c>--grace VALUE</c>, <c>--group -g</c>.</summary>
    /// <param name="names">All its names, with their dashes.</param>
    /// <param name="takesValue">Whether a value follows.</param>
    public static string Option(IEnumerable<string> names, bool takesValue) =>
        string.Join(' ', names.Order(StringComparer.Ordinal)) + (takesValue ? " VALUE" : "");

    /// <summary>What the items of a section name, in the order of the page.</summary>
    /// <param name="section">Its title.</param>
    /// <param name="macro">What they are marked up with: <c>Ev</c>; empty for nothing.</param>
    public IEnumerable<string> Items(string section, string macro)
    {
        int start = Text.IndexOf($"\n.Sh {section}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"there is no section {section}");
        int end = Text.IndexOf("\n.Sh ", start + 1, StringComparison.Ordinal);
        string item = macro.Length > 0 ? $".It {macro} " : ".It ";
        return Text[start..(end < 0 ? Text.Length : end)].Split('\n')
            .Where(line => line.StartsWith(item, StringComparison.Ordinal))
            .SelectMany(line => line[item.Length..].Split(" , "));
    }

    private void ReadPart(string part)
    {
        List<string> shared = [];
        List<List<string>> current = [shared];
        bool isHead = false;
        foreach (string line in part.Split('\n'))
        {
            bool wasHead = isHead;
            isHead = line.StartsWith(".It Ic ", StringComparison.Ordinal);
            if (isHead)
            {
                current = wasHead ? current : [];
                current.AddRange(CommandsOf(line).Select(name => _options[name] = [.. shared]));
            }
            else if (line.StartsWith(".It Fl ", StringComparison.Ordinal))
            {
                IEnumerable<string> names = Flag().Matches(line).Select(match => "-" + match.Groups[1].Value);
                string option = Option(names.Select(Plain), line.Contains(" Ar ", StringComparison.Ordinal));
                current.ForEach(options => options.Add(option));
            }
        }

        if (!part.Contains("\n.It Ic ", StringComparison.Ordinal))
        {
            _options[""].AddRange(shared);
        }
    }

    /// <summary>The names of <c>.It Ic check , check\-config Op Ar path</c>: all up to the next macro.</summary>
    private static IEnumerable<string> CommandsOf(string line) =>
        line.Split(' ').Skip(2).TakeWhile(word => !char.IsAsciiLetterUpper(word[0])).Where(word => word != ",").Select(Plain);

    private static string Plain(string roff) =>
        roff.Replace("\\-", "-", StringComparison.Ordinal).Replace("\\&", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^\.S[hs] .*$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"Fl (\S+)")]
    private static partial Regex Flag();
}
