using System;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Toml.Tests.Properties;

public sealed class PropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60);

    [Fact]
    public void What_is_written_reads_back_equal_in_the_same_order() =>
        Check(Trees.Roots, tree =>
        {
            string written = TomlWriter.Write(tree);
            TomlDocument read = TomlDocument.Parse(Encoding.UTF8.GetBytes(written), "t");
            Assert.True(!read.HasErrors, $"{string.Join('\n', read.Diagnostics)}\n{written}");
            Assert.True(SameTree.Is(tree, read.Root), written);
        });

    [Fact]
    public void Writing_what_was_read_gives_the_same_text_again() =>
        Check(Trees.Roots, tree =>
        {
            string written = TomlWriter.Write(tree);
            Assert.Equal(written, TomlWriter.Write(TomlDocument.Parse(Encoding.UTF8.GetBytes(written), "t").Root));
        });

    [Fact]
    public void One_value_on_one_line_reads_back_equal() =>
        Check(Trees.Roots, tree =>
        {
            string written = TomlWriter.WriteValue(tree);
            Assert.DoesNotContain('\n', written);
            SameTree.Assert(tree, Toml.Value<TomlTable>(written));
        });

    [Fact]
    public void Any_bytes_give_a_tree_that_can_be_written_or_errors_within_the_text() =>
        Check(Texts.Any, text =>
        {
            TomlDocument document = TomlDocument.Parse(text, "t");
            foreach (TomlDiagnostic diagnostic in document.Diagnostics)
            {
                Assert.StartsWith("cannot ", diagnostic.Message, StringComparison.Ordinal);
                AssertWithin(text, diagnostic.Span);
                AssertPrintable(diagnostic.Render());
            }

            AssertPlaces(text, document.Root);
            if (!document.HasErrors)
            {
                SameTree.Assert(document.Root, Toml.Read(TomlWriter.Write(document.Root)));
            }
        });

    private static void Check<T>(Gen<T> generator, Action<T> property) =>
        FsCheck.Check.One(s_config, Prop.ForAll(Arb.From(generator), property));

    private static void AssertPlaces(byte[] text, TomlValue value)
    {
        AssertWithin(text, value.Span);
        switch (value)
        {
            case TomlTable table:
                foreach (TomlEntry entry in table)
                {
                    AssertWithin(text, entry.KeySpan);
                    AssertPlaces(text, entry.Value);
                }

                break;
            case TomlArray array:
                foreach (TomlValue element in array)
                {
                    AssertPlaces(text, element);
                }

                break;
            default:
                break;
        }
    }

    private static void AssertWithin(byte[] text, TomlSpan span)
    {
        Assert.InRange(span.Start.Offset, 0, span.End.Offset);
        Assert.InRange(span.End.Offset, 0, text.Length);
        Assert.InRange(span.Start.Line, 1, 1 + text.Count(b => b == '\n'));
        Assert.InRange(span.Start.Column, 1, text.Length + 1);
    }

    private static void AssertPrintable(string rendered)
    {
        foreach (Rune rune in rendered.EnumerateRunes())
        {
            Assert.True(rune.Value == '\n' || !Rune.IsControl(rune), rendered);
        }
    }
}
