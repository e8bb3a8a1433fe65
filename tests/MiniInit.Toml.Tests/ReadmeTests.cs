using System;
using System.IO;
using System.Linq;

namespace MiniInit.Toml.Tests;

public sealed class ReadmeTests
{
    private static readonly string s_readme =
        File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src/MiniInit.Toml/README.md"));

    [Fact]
    public void The_example_is_the_code_below()
    {
        string file = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests/MiniInit.Toml.Tests/ReadmeTests.cs"));
        string code = Between(file, "// The example starts here.\n", "\n        // The example ends here.");
        string[] lines = [.. code.Split('\n').Select(line => line.Length > 8 ? line[8..] : "")];
        Assert.Equal(Between(s_readme, "```csharp\n", "```"), string.Join('\n', lines));
    }

    [Fact]
    public void The_example_prints_what_the_page_says()
    {
        using StringWriter output = new() { NewLine = "\n" };

        // The example starts here.
        byte[] file = "[job.web]\nexec = [\"web\", \"--port\", \"80\"]\nkill-timeout = 5\n"u8.ToArray();
        TomlDocument document = TomlDocument.Parse(file, "web.toml");
        foreach (TomlDiagnostic diagnostic in document.Diagnostics)
        {
            output.WriteLine(diagnostic.Render());
        }

        // Walk the tree in the order of the file. The hierarchy of values is closed: a switch can be complete.
        foreach (TomlEntry entry in document.Root)
        {
            string what = entry.Value switch
            {
                TomlTable table => $"a table of {table.Count}",
                TomlArray array => $"an array of {array.Count}",
                TomlString text => text.Value,
                TomlInteger integer => $"{integer.Value}",
                TomlValue other => other.KindPhrase,
            };
            output.WriteLine($"{entry.Key} at {entry.KeySpan.Start}: {what}");
        }

        // Report your own errors in the same form.
        if (document.Root.TryGetValue("job", out TomlValue? job)
            && job is TomlTable jobs
            && jobs.TryGetValue("web", out TomlValue? web)
            && web is TomlTable keys
            && keys.TryGetEntry("kill-timeout", out TomlEntry timeout)
            && timeout.Value is not TomlString)
        {
            TomlDiagnostic error = new(
                document.Source,
                timeout.Value.Span,
                $"cannot use {timeout.Value.KindPhrase} as \"{timeout.Key}\": expected a duration such as \"5s\"");
            output.WriteLine(error.Render());
        }

        // Write a tree.
        TomlTable made = new(
        [
            new("description", new TomlString("made by a program")),
            new("ready", new TomlTable([new("tcp", new TomlString("127.0.0.1:80"))], isInline: true)),
        ]);
        output.Write(TomlWriter.Write(made));

        // The example ends here.
        Assert.Equal(Between(s_readme, "```text\n", "```"), output.ToString());
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
