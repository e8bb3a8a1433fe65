using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Whatever the bytes, there is a configuration, or diagnostics that are fit for a terminal.</summary>
public sealed class AnyTextTests
{
    private static readonly byte[][] s_examples =
    [
        .. Directory.EnumerateFiles(
            Path.Combine(RepositoryRoot.Path, "examples"), "*.toml", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
    ];

    private static readonly string[] s_names =
    [
        "miniinit.toml", "web.toml", "web.override.toml", "web.toml.d/10.toml", "web.toml.d/20.toml", "a b.toml",
        "x/y.toml",
    ];

    private static readonly string[] s_fragments =
    [
        "[", "]", "[[", "]]", "{", "}", "=", "\n", "\"", "\"\"\"", "'", ",", "#", ".", "\r", "\\u0000", "\\u202E", "\0",
        "\u202E",
        "[init]\n", "[job.web]\n", "[job]\n", "exec", "exec = ", "script = ", "[\"web\"]", "env = {", "PORT",
        "ready", "tcp",
        "\":80\"", "5", "-1", "1.5", "nan", "inf", "true", "1979-05-27", "\"5s\"", "\"$A\"", "limits",
        "nofile", "listen", "log.",
    ];

    [Fact]
    public void Any_bytes_give_diagnostics_or_a_definition() => Property.Holds(
        Files(Gen.OneOf(Bytes(), Fragments())), AssertUsable, times: 2000);

    [Fact]
    public void Damaged_examples_give_diagnostics_or_a_definition() => Property.Holds(
        Files(Damaged()), AssertUsable, times: 1000);

    private static Gen<byte[]> Bytes() =>
        Gen.Choose(0, 255).Select(value => (byte)value).ListOf().Select(list => list.ToArray());

    private static Gen<byte[]> Fragments() =>
        Gen.Elements(s_fragments).ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)));

    /// <summary>An example cut short, joined to another, with other bytes, or with a fragment put in.</summary>
    private static Gen<byte[]> Damaged() =>
        from text in Gen.Elements(s_examples)
        from other in Gen.Elements(s_examples)
        from start in Gen.Choose(0, text.Length)
        from end in Gen.Choose(0, text.Length)
        from otherStart in Gen.Choose(0, other.Length)
        from fragment in Gen.Elements(s_fragments)
        from value in Gen.Choose(0, 255)
        from kind in Gen.Choose(0, 4)
        select kind switch
        {
            0 => text[..start],
            1 => [.. text[..start], .. other[otherStart..]],
            2 => [.. text[..start], .. Encoding.UTF8.GetBytes(fragment), .. text[start..]],
            3 => [.. text[..start], (byte)value, .. text[Math.Min(start + 1, text.Length)..]],
            _ => [.. text[..Math.Min(start, end)], .. text[Math.Max(start, end)..]],
        };

    private static Gen<List<SourceFile>> Files(Gen<byte[]> texts) =>
        from names in Gen.SubListOf(s_names)
        from files in Gen.CollectToList(names, name => texts.Select(text => new SourceFile(
            name, name == "miniinit.toml" ? new SourceRole.Main() : SourceRole.OfFile(name, 0)!, text)))
        select files.ToList();

    private static void AssertUsable(List<SourceFile> files)
    {
        JobConfiguration read = ConfigurationReader.Read(files);
        Diagnostic? last = null;
        foreach (Diagnostic diagnostic in read.Diagnostics)
        {
            Assert.True(last is null || Diagnostic.Compare(last, diagnostic) < 0, $"{last}\n{diagnostic}");
            last = diagnostic;
            AssertUsable(diagnostic);
        }

        foreach (JobEntry job in read.Jobs)
        {
            Assert.True(job.Definition is not null || read.HasErrors, job.Name);
            Assert.NotEmpty(job.Files);
        }

        foreach (SourceFile file in files)
        {
            ConfigurationReader.IsMainFile(file.Text);
        }

        if (!read.HasErrors)
        {
            Assert.Empty(Read.MainFile(read.Print()).Diagnostics.Select(diagnostic => diagnostic.Render()));
        }
    }

    private static void AssertUsable(Diagnostic diagnostic)
    {
        Assert.StartsWith("cannot ", diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains(": ", diagnostic.Message, StringComparison.Ordinal);
        Assert.NotEmpty(diagnostic.Code);
        Assert.InRange(diagnostic.Message.Length, 10, 2000);
        int length = diagnostic.Source.Utf8.Length;
        Assert.InRange(diagnostic.Span.Start.Offset, 0, length);
        Assert.InRange(diagnostic.Span.End.Offset, diagnostic.Span.Start.Offset, length);
        foreach (Rune rune in diagnostic.Render().Replace("\n", "", StringComparison.Ordinal).EnumerateRunes())
        {
            Assert.False(Rune.IsControl(rune) || rune.Value == 0x202E, diagnostic.Message);
        }
    }
}
