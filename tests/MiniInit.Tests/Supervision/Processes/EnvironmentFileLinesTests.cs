using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class EnvironmentFileLinesTests
{
    [Theory]
    [InlineData("A=1", "A=1")]
    [InlineData("A=1\nB=2\n", "A=1|B=2")]
    [InlineData("\uFEFFA=1\r\nB=2\r\n", "A=1|B=2")]
    [InlineData("  # no=1\n;no=2\n\n \t\nA=1", "A=1")]
    [InlineData(" A = 1 2 \t", "A=1 2")]
    [InlineData("A=", "A=")]
    [InlineData("A=1\nA=2", "A=2")]
    [InlineData("export A=1\nexport\tB=2", "A=1|B=2")]
    [InlineData("export=1", "export=1")]
    [InlineData("spring.profiles-active=x", "spring.profiles-active=x")]
    [InlineData("A=a#b # c", "A=a#b # c")]
    [InlineData("A=$B\\n`x`", "A=$B\\n`x`")]
    [InlineData("A=it's \"so\"", "A=it's \"so\"")]
    [InlineData("A={\"k\": 1}", "A={\"k\": 1}")]
    [InlineData("A=a=b", "A=a=b")]
    [InlineData("A=\" x \"", "A= x ")]
    [InlineData("A=' x ' # why\nB=2", "A= x |B=2")]
    [InlineData("A=\"\"\nB=''", "A=|B=")]
    [InlineData("A=\"\\\"\\\\\\$\\`\\n\\'\"", "A=\"\\$`\\n\\'")]
    [InlineData("A='\\'\nB=2", "A=\\|B=2")]
    [InlineData("A=\"1\n2\n\"\nB=3", "A=1\n2\n|B=3")]
    public void Lines_set_variables(string text, string expected)
    {
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), out List<string> warnings));
        Assert.Empty(warnings);
    }

    [Theory]
    [InlineData("A=1\nsecret\nB=2", "A=1|B=2", 2, "there is no \"=\" in it")]
    [InlineData("=secret\nB=2", "B=2", 1, "what is before its \"=\" cannot be the name of a variable")]
    [InlineData("1A=secret\nB=2", "B=2", 1, "what is before its \"=\" cannot be the name of a variable")]
    [InlineData("A B=secret\nB=2", "B=2", 1, "what is before its \"=\" cannot be the name of a variable")]
    [InlineData("ä=secret\nB=2", "B=2", 1, "what is before its \"=\" cannot be the name of a variable")]
    [InlineData("A=sec\0ret\nB=2", "B=2", 1, "its value holds a NUL byte")]
    [InlineData("A='x'secret\nB=2", "B=2", 1, "something follows the quote that closes its value")]
    [InlineData("A='x'#secret\nB=2", "B=2", 1, "something follows the quote that closes its value")]
    [InlineData("A=\"secret\nB=2", "B=2", 1, "the quote that its value begins with is not closed")]
    [InlineData("A=\"secret\\\"\nB=2", "B=2", 1, "the quote that its value begins with is not closed")]
    [InlineData("A='1\n2'\nsecret\nB=2", "A=1\n2|B=2", 3, "there is no \"=\" in it")]
    public void A_line_that_is_none_is_named_and_not_quoted(string text, string expected, int line, string cause)
    {
        Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(text), out List<string> warnings));
        Assert.Equal([$"the line /etc/web.env:{line} of an env-file is passed over: {cause}"], warnings);
    }

    [Fact]
    public void Many_broken_lines_give_few_warnings()
    {
        _ = Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 1000))), out List<string> warnings);
        Assert.Equal(ProcessLimits.LineWarnings + 1, warnings.Count);
        Assert.Equal("995 more lines of the env-file /etc/web.env are passed over as well", warnings[^1]);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_stay()
    {
        EnvironmentTable table = new();
        EnvironmentFileLines.Read("/f", [.. "A="u8, 0xFF, .. "\nB=\""u8, 0xFE, (byte)'"'], table, []);
        using StringVector vector = table.ToVector();
        Assert.Equal([(byte)'A', (byte)'=', 0xFF], vector[0].ToArray());
        Assert.Equal([(byte)'B', (byte)'=', 0xFE], vector[1].ToArray());
    }

    private static string Read(byte[] content, out List<string> warnings)
    {
        EnvironmentTable table = new();
        warnings = [];
        EnvironmentFileLines.Read("/etc/web.env", content, table, warnings);
        using StringVector vector = table.ToVector();
        return string.Join('|', Enumerable.Range(0, vector.Count).Select(i => Encoding.UTF8.GetString(vector[i])));
    }
}
