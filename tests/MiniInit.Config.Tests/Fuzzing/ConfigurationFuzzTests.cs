using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Config.Keys;
using MiniInit.Config.Layers;
using MiniInit.Core.Graphs;
using MiniInit.Core.Tests.Fuzzing;

namespace MiniInit.Config.Tests.Fuzzing;

/// <summary>
/// Files that are nearly right, from their bytes to the graph of the jobs and back to text. The seeds are fixed: a
/// failure comes again.
/// </summary>
public sealed class ConfigurationFuzzTests
{
    private const int MainFiles = 8_000, Layers = 4_000;

    /// <summary>What a text may come to, in all that is made of it and of what is wrong with it.</summary>
    private const long MostPerByte = 4_000, MostBesides = 8 * 1024 * 1024;

    private static readonly string[] s_pieces =
    [
        "[job.web]\n", "[job.db]\n", "[init]\n", "[[job]]\n", "exec = ", "script = '''", "'''", "\"\"\"", "{", "}", "[", "]", " = ", "true", "nan", "inf",
        "0x10", "1979-05-27", "\"5s\"", "\"$A\"", "${A:-", "and", " or ", "(", ")", "job:web", "file:/", "@front", "*", "* * * * *", "\"unlimited\"",
        "log.", "env.A = ", "instance = \"$A\"", "requires = [\"web\"]", "after = [\"db\"]", "part-of = [\"db\"]", "start-on = \"started web\"",
        "stop-on = \"stopped db\"", "type = \"state\"", "main = true", "\\u202E", "\\u0000", "&&", "|", "<<E", "$(", "`",
    ];

    /// <summary>Main files: with every key there is, and those of the examples.</summary>
    private static byte[][] Corpus =>
    [
        EveryKey, EveryKey,
        .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "examples"), "*.toml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(MainFile),
    ];

    private static byte[] EveryKey => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Corpus", "every-key.toml"));

    [Fact]
    public void The_corpus_is_right_and_has_every_key()
    {
        string text = Encoding.UTF8.GetString(EveryKey);
        IEnumerable<string> keys = JobKeys.Table.Keys.Select(key => key.Name).Concat(InitKeys.Table.Keys.Select(key => key.Name));
        Assert.All(keys, key => Assert.Matches($"(?m)^{key}( |\\.)", text));
        Assert.Empty(Read.MainFile(text).Diagnostics.Select(diagnostic => diagnostic.Render()));
    }

    [Fact]
    public void A_main_file_that_is_nearly_right_is_read_or_told_what_is_wrong() =>
        Fuzz.Holds(new Mutator(1, Corpus, s_pieces), MainFiles, text =>
            Check([new SourceFile("miniinit.toml", new SourceRole.Main(), text) { IsWorldReadable = true }]));

    [Fact]
    public void Layers_that_are_nearly_right_are_laid_over_each_other_or_told_what_is_wrong()
    {
        string text = Encoding.UTF8.GetString(EveryKey);
        int start = text.IndexOf("[job.web]\n", StringComparison.Ordinal) + "[job.web]\n".Length;
        byte[] job = Encoding.UTF8.GetBytes(text[start..text.IndexOf("[job.db]", StringComparison.Ordinal)]);
        var over = new Mutator(2, [job], s_pieces);
        Fuzz.Holds(new Mutator(3, [job], s_pieces), Layers, file => Check(
        [
            new SourceFile("web.toml", SourceRole.OfFile("web.toml", 0)!, file) { IsWorldReadable = true },
            new SourceFile("web.toml.d/1.toml", SourceRole.OfFile("web.toml.d/1.toml", 0)!, over.Next()),
        ]));
    }

    /// <summary>Reads, checks, builds the graph, prints, and reads again.</summary>
    private static void Check(SourceFile[] files)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        JobConfiguration read = ConfigurationReader.Read(files);
        JobConfiguration whole = ConfigurationCheck.Run(read, files, ["net-*"]);
        JobGraph graph = JobGraph.Build(read.Definitions);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, MostBesides + (MostPerByte * files.Sum(file => file.Text.Length)));

        Assert.Equal(read.Definitions.Count(), graph.Jobs.Length);
        foreach (Diagnostic diagnostic in whole.Diagnostics)
        {
            AssertUsable(diagnostic);
        }

        string printed = read.Print();
        JobConfiguration again = Read.MainFile(printed);
        Assert.Empty(again.Diagnostics.Select(diagnostic => diagnostic.Render()));
        Assert.Equal(read.Init, again.Init);
        Assert.Equal(read.Definitions, again.Definitions);
        Assert.Equal(printed, again.Print());
    }

    private static void AssertUsable(Diagnostic diagnostic)
    {
        Assert.True(
            diagnostic.Severity != Severity.Error || diagnostic.Message.StartsWith("cannot ", StringComparison.Ordinal), diagnostic.Message);
        Assert.InRange(diagnostic.Message.Length, 10, 2000);
        int length = diagnostic.Source.Utf8.Length;
        Assert.InRange(diagnostic.Span.Start.Offset, 0, length);
        Assert.InRange(diagnostic.Span.End.Offset, diagnostic.Span.Start.Offset, length);
        foreach (Rune rune in diagnostic.Render().Replace("\n", "", StringComparison.Ordinal).EnumerateRunes())
        {
            Assert.False(Rune.IsControl(rune) || rune.Value == 0x202E, diagnostic.Message);
        }
    }

    /// <summary>A job file as a main file, or as it is.</summary>
    private static byte[] MainFile(string path)
    {
        byte[] text = File.ReadAllBytes(path);
        return ConfigurationReader.IsMainFile(text) ? text : [.. "[job.web]\n"u8, .. text];
    }
}
