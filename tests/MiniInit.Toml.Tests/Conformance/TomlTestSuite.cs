using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace MiniInit.Toml.Tests.Conformance;

public sealed class TomlTestSuite
{
    public static TheoryData<string> Valid => Suite.Cases("valid");

    public static TheoryData<string> Invalid => Suite.Cases("invalid");

    [Fact]
    public void The_suite_has_as_many_cases_as_it_had_when_this_was_written()
    {
        Suite.SkipIfAbsent(Valid.First().Data);
        Assert.True(Valid.Count >= 176, $"only {Valid.Count} valid cases");
        Assert.True(Invalid.Count >= 427, $"only {Invalid.Count} invalid cases");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_texts_give_the_expected_values(string name)
    {
        Suite.SkipIfAbsent(name);
        TomlDocument document = TomlDocument.Parse(Suite.Read(name), name);
        Assert.Empty(document.Diagnostics.Select(d => d.ToString()));
        using JsonDocument expected = JsonDocument.Parse(Suite.Read(Path.ChangeExtension(name, ".json")));
        TaggedJson.AssertEqual(expected.RootElement, document.Root, "");
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Valid_texts_read_back_equal_after_they_were_written(string name)
    {
        Suite.SkipIfAbsent(name);
        TomlTable root = TomlDocument.Parse(Suite.Read(name), name).Root;
        string written = TomlWriter.Write(root);
        TomlDocument again = TomlDocument.Parse(Encoding.UTF8.GetBytes(written), "written.toml");
        Assert.Empty(again.Diagnostics.Select(d => d.ToString()));
        SameTree.Assert(root, again.Root);
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Invalid_texts_get_an_error_with_a_place_in_them(string name)
    {
        Suite.SkipIfAbsent(name);
        byte[] text = Suite.Read(name);
        TomlDocument document = TomlDocument.Parse(text, name);
        Assert.NotEmpty(document.Diagnostics);
        int lines = 1 + text.Count(b => b == '\n');
        foreach (TomlDiagnostic diagnostic in document.Diagnostics)
        {
            Assert.StartsWith("cannot ", diagnostic.Message, StringComparison.Ordinal);
            Assert.InRange(diagnostic.Span.Start.Offset, 0, text.Length);
            Assert.InRange(diagnostic.Span.End.Offset, diagnostic.Span.Start.Offset, text.Length);
            Assert.InRange(diagnostic.Span.Start.Line, 1, lines);
            Assert.InRange(diagnostic.Span.Start.Column, 1, text.Length + 1);
            Assert.NotEmpty(diagnostic.Render());
        }
    }
}
