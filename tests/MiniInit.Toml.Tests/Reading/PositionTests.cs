using System.Linq;
using System.Text;

namespace MiniInit.Toml.Tests.Reading;

public sealed class PositionTests
{
    [Fact]
    public void Keys_and_values_know_where_they_start_and_end()
    {
        TomlTable root = Toml.Read("# é\n\tname = \"é😀\" # x\n[a.\"b\"]\nlist = [ 1,\n  [ true ] ]\n");
        Assert.Equal("2:2-2:6", Entry(root, "name").KeySpan.ToString());
        Assert.Equal("2:9-2:13", Entry(root, "name").Value.Span.ToString());
        Assert.Equal("3:2-3:3", Entry(root, "a").KeySpan.ToString());
        Assert.Equal("3:2-3:3", Entry(root, "a").Value.Span.ToString());
        TomlTable a = Toml.At<TomlTable>(root, "a");
        Assert.Equal("3:4-3:7", Entry(a, "b").KeySpan.ToString());
        Assert.Equal("3:1-3:8", Entry(a, "b").Value.Span.ToString());
        TomlEntry list = Entry(Toml.At<TomlTable>(a, "b"), "list");
        Assert.Equal("4:8-5:13", list.Value.Span.ToString());
        TomlArray array = Assert.IsType<TomlArray>(list.Value);
        Assert.Equal(["4:10-4:11", "5:3-5:11"], array.Select(e => e.Span.ToString()));
    }

    [Fact]
    public void Offsets_are_bytes_of_the_text()
    {
        byte[] text = Encoding.UTF8.GetBytes("\uFEFF\"kéy\" = 1\n");
        TomlEntry entry = TomlDocument.Parse(text, "t").Root[0];
        Assert.Equal("\"kéy\"", Slice(text, entry.KeySpan));
        Assert.Equal("1", Slice(text, entry.Value.Span));
        Assert.Equal(new TomlPosition(1, 1, 3), entry.KeySpan.Start);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-1.5e3")]
    [InlineData("\"a\\nb\"")]
    [InlineData("'''\na\nb'''")]
    [InlineData("[1, [2]]")]
    [InlineData("{ a = { b = 1 } }")]
    [InlineData("1979-05-27 07:32:00Z")]
    [InlineData("true")]
    public void The_span_of_a_value_covers_it_exactly(string written)
    {
        byte[] text = Encoding.UTF8.GetBytes($"[t]\n  key = {written}   # comment\n");
        TomlTable table = Toml.At<TomlTable>(TomlDocument.Parse(text, "t").Root, "t");
        Assert.Equal(written, Slice(text, table[0].Value.Span));
    }

    [Fact]
    public void Columns_are_right_in_lines_longer_than_any_block()
    {
        string filler = string.Concat(Enumerable.Repeat("é日😀x", 5000));
        TomlTable root = Toml.Read($"a = 1\nb = \"{filler}\"\nc = [\"{filler}\", 2]\n");
        TomlArray array = Toml.At<TomlArray>(root, "c");
        Assert.Equal($"3:{6 + 20000 + 4}-3:{6 + 20000 + 5}", array[1].Span.ToString());
        Assert.Equal($"2:5-2:{5 + 20000 + 2}", Entry(root, "b").Value.Span.ToString());
    }

    [Fact]
    public void Every_offset_of_a_text_has_the_place_that_counting_gives()
    {
        string text = "\uFEFF" + string.Concat(Enumerable.Range(0, 700).Select(i => $"k{i} = 'é日😀' # {i}\r\n"));
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        TomlSource source = new("t", bytes);
        TomlPosition expected = new(1, 1, 0);
        for (int offset = 3; offset < bytes.Length; offset++)
        {
            if ((bytes[offset] & 0xC0) != 0x80)
            {
                expected = expected with { Offset = offset };
                Assert.Equal(expected, source.Span(offset, offset).Start);
                expected = bytes[offset] == '\n'
                    ? new TomlPosition(expected.Line + 1, 1, offset)
                    : expected with { Column = expected.Column + 1 };
            }
        }
    }

    [Fact]
    public void Tables_of_dotted_keys_and_arrays_of_tables_stand_where_they_are_first_written()
    {
        TomlTable root = Toml.Read("x.y = 1\nx.z = 2\n[[list]]\n[[list]]\n");
        Assert.Equal("1:1-1:2", Entry(root, "x").Value.Span.ToString());
        Assert.Equal("3:1-3:9", Entry(root, "list").Value.Span.ToString());
        Assert.Equal("4:1-4:9", Toml.At<TomlArray>(root, "list")[1].Span.ToString());
    }

    [Fact]
    public void The_root_spans_the_text() =>
        Assert.Equal(new TomlSpan(new(1, 1, 0), new(3, 1, 6)), Toml.Read("a=1\n#\n").Span);

    private static TomlEntry Entry(TomlTable table, string key)
    {
        Assert.True(table.TryGetEntry(key, out TomlEntry entry));
        return entry;
    }

    private static string Slice(byte[] text, TomlSpan span) =>
        Encoding.UTF8.GetString(text[span.Start.Offset..span.End.Offset]);
}
