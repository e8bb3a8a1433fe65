using System;
using System.Linq;
using System.Text;
using System.Threading;

namespace MiniInit.Toml.Tests.Reading;

public sealed class LimitTests
{
    /// <summary>The stack that <see cref="TomlLimits.MaximumDepth"/> promises to be enough.</summary>
    private const int SmallStackBytes = 256 * 1024;

    public static TheoryData<string> Deep => ["[|]", "{a=|}", "[{a=|}]", "[[|]]", "[ |\n,]"];

    [Theory]
    [MemberData(nameof(Deep))]
    public void Brackets_within_brackets_may_be_as_deep_as_the_limit_and_no_deeper(string pattern)
    {
        int levels = pattern.Count(c => c is '[' or '{');
        Assert.Empty(Toml.Errors($"a = {Nest(pattern, TomlLimits.MaximumDepth / levels)}\n"));
        string error = Assert.Single(Toml.Errors($"a = {Nest(pattern, (TomlLimits.MaximumDepth / levels) + 1)}\n"));
        Assert.Contains("nested deeper than 128 levels", error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Deep))]
    public void Hostile_nesting_is_an_error_and_not_a_stack_overflow(string pattern)
    {
        string[] texts = [$"a = {Nest(pattern, 200_000)}\n", $"a = {Repeat(pattern.Split('|')[0], 200_000)}"];
        foreach (string text in texts)
        {
            int errors = 0;
            Thread thread = new(() => errors = Toml.Errors(text).Count, SmallStackBytes);
            thread.Start();
            thread.Join();
            Assert.Equal(1, errors);
        }
    }

    [Fact]
    public void The_deepest_tree_can_be_written_with_a_small_stack()
    {
        TomlTable root = Toml.Read($"a = {Nest("[{a=|}]", TomlLimits.MaximumDepth / 2)}\n");
        string written = "";
        Thread thread = new(() => written = TomlWriter.Write(root), SmallStackBytes);
        thread.Start();
        thread.Join();
        SameTree.Assert(root, Toml.Read(written));
    }

    [Fact]
    public void Keys_and_headers_are_as_deep_as_the_limit_at_most()
    {
        string deepest = string.Join('.', Enumerable.Repeat("a", TomlLimits.MaximumDepth));
        Assert.Empty(Toml.Errors($"{deepest} = 1\n"));
        Assert.Empty(Toml.Errors($"[{deepest}]\n"));
        Assert.Single(Toml.Errors($"{deepest}.a = 1\n"));
        Assert.Single(Toml.Errors($"[{deepest}.a]\n"));
        Assert.Single(Toml.Errors($"[[{deepest}]]\n"));
        Assert.Single(Toml.Errors($"[{deepest}]\nb.c = 1\n"));
        Assert.Single(Toml.Errors($"[{deepest}]\nb = []\n"));
        Assert.Single(Toml.Errors($"{Repeat("a.", 1_000_000)}a = 1\n"));
        Assert.Single(Toml.Errors($"[{Repeat("a.", 1_000_000)}a]\n"));
        Assert.Single(Toml.Errors($"a = {{ {Repeat("a.", 1_000_000)}a = 1 }}\n"));
    }

    [Fact]
    public void Arrays_of_tables_count_two_levels_each()
    {
        string half = string.Concat(
            Enumerable.Range(1, TomlLimits.MaximumDepth / 2)
                .Select(i => $"[[{string.Join('.', Enumerable.Repeat("a", i))}]]\n"));
        Assert.Empty(Toml.Errors(half));
        string key = string.Join('.', Enumerable.Repeat("a", TomlLimits.MaximumDepth / 2));
        Assert.Single(Toml.Errors($"{half}[{key}.a]\n"));
        Assert.Single(Toml.Errors($"{half}b.c = 1\n"));
    }

    [Fact]
    public void A_text_that_is_too_large_is_not_looked_at()
    {
        byte[] text = GC.AllocateUninitializedArray<byte>(TomlLimits.MaximumTextBytes + 1);
        string error = Assert.Single(Toml.Errors(text));
        Assert.Equal("test.toml:1:1: cannot read the text: it has 134217729 bytes, more than 134217728", error);
    }

    private static string Nest(string pattern, int times)
    {
        string[] parts = pattern.Split('|');
        return $"{Repeat(parts[0], times)}1{Repeat(parts[1], times)}";
    }

    private static string Repeat(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
