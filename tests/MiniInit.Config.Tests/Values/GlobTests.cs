using System;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Config.Tests.Golden;
using MiniInit.Config.Values;

namespace MiniInit.Config.Tests.Values;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "/a/.b", true)]
    [InlineData("a*", "a", true)]
    [InlineData("*a", "bab", false)]
    [InlineData("*ab*cd*", "xabxcabcdx", true)]
    [InlineData("a**b", "ab", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "é", true)]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    [InlineData("*?x", "😀x", true)]
    [InlineData("eth?", "eth0", true)]
    public void Stars_and_question_marks_match_as_with_fnmatch(string glob, string text, bool expected) =>
        AssertMatch(glob, text, expected);

    [Theory]
    [InlineData("[2345]", "3", true)]
    [InlineData("[2345]", "6", false)]
    [InlineData("[!2345]", "6", true)]
    [InlineData("[!2345]", "2", false)]
    [InlineData("[^2345]", "2", false)]
    [InlineData("[!2345]", "", false)]
    [InlineData("[a-cx]", "b", true)]
    [InlineData("[a-cx]", "x", true)]
    [InlineData("[a-cx]", "-", false)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[!]a]", "]", false)]
    [InlineData("[!]a]", "b", true)]
    [InlineData("[a!]", "!", true)]
    [InlineData("[*?]", "*", true)]
    [InlineData("[*?]", "x", false)]
    [InlineData("[\\]x]", "]", true)]
    [InlineData("[a\\-c]", "b", false)]
    [InlineData("[+--]", ",", true)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("[[:digit:]x]", "7", true)]
    [InlineData("[![:upper:]]", "A", false)]
    [InlineData("[[:alpha:]_]*[[:space:]]", "_a\t", true)]
    [InlineData("[[.]", "[", true)]
    [InlineData("*[!😀]b", "😀b", false)]
    [InlineData("]", "]", true)]
    public void Sets_match_as_with_fnmatch(string glob, string text, bool expected) =>
        AssertMatch(glob, text, expected);

    [Theory]
    [InlineData("\\*", "*", true)]
    [InlineData("\\*", "a", false)]
    [InlineData("\\[a]", "[a]", true)]
    [InlineData("\\\\", "\\", true)]
    [InlineData("\\a", "a", true)]
    public void A_backslash_makes_a_character_stand_for_itself(string glob, string text, bool expected) =>
        AssertMatch(glob, text, expected);

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "globs", MemberType = typeof(GoldenMessages))]
    public void A_wrong_glob_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<Glob>(Glob.TryParse, text, carets, message);

    [Theory]
    [InlineData("a[b", "a[b", true)]
    [InlineData("[[[*", "[[[x", true)]
    [InlineData("[z-a]", "m", false)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("[2345]", "4", true)]
    public void Any_text_compiles_as_with_fnmatch(string glob, string text, bool expected) =>
        Assert.Equal(expected, Glob.Compile(text: glob).IsMatch(text));

    [Fact]
    public void A_glob_made_to_be_slow_takes_at_most_its_length_times_the_texts()
    {
        // With a star tried again for every other, this would take some 10^20 steps.
        StringBuilder glob = new();
        for (int i = 0; i < 127; i++)
        {
            glob.Append("*a");
        }

        Assert.False(Glob.Compile(glob.Append("*b").ToString()).IsMatch(new string('a', 65_536)));
    }

    [Fact]
    public void A_text_longer_than_a_glob_may_be_matches_itself_alone()
    {
        string longest = "*" + new string('a', 255);
        Assert.True(Glob.TryParse(longest, out _, out _));
        Assert.False(Glob.TryParse(longest + "?", out _, out TextError error));
        Assert.EndsWith("as a glob: it has 257 characters, and 256 are the most", error.Message, default);

        string text = longest + "😀?[";
        Assert.True(Glob.Compile(text).IsMatch(text));
        Assert.False(Glob.Compile(text).IsMatch("b" + text));
        Assert.False(Glob.Compile(longest + "?").IsMatch(longest + "b"));
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_brackets_compiles() =>
        Assert.True(Glob.Compile(new string('[', 100_000)).IsMatch(new string('[', 100_000)));

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<Glob>(Glob.TryParse, "a", "z", "*", "?", "[", "]", "!", "^", "-", "\\", "[:digit:]", "[:");

    [Fact]
    public void Matching_agrees_with_the_definition() =>
        Property.Holds(
            from glob in Gen.Elements("a", "b", "*", "?", "[ab]", "[!a]", "\\*").ListOf()
            from text in Gen.Elements("a", "b", "*", "😀").ListOf()
            select (Glob: string.Concat(glob), Text: string.Concat(text)),
            pair => Assert.Equal(Matches(pair.Glob, pair.Text), Glob.Compile(pair.Glob).IsMatch(pair.Text)));

    [Fact]
    public void Any_glob_meets_any_text_without_an_exception() =>
        Property.Holds(
            Property.Texts("*", "[", "]", "-", "!", "a").Two(),
            pair => Glob.Compile(pair.Item1).IsMatch(pair.Item2));

    private static void AssertMatch(string glob, string text, bool expected)
    {
        Assert.True(Glob.TryParse(glob, out Glob? parsed, out TextError error), error.Message);
        Assert.Equal(expected, parsed.IsMatch(text));
        Assert.Equal(expected, Glob.Compile(glob).IsMatch(text));
    }

    /// <summary>The definition, tried in every way: exponential, for short texts.</summary>
    private static bool Matches(ReadOnlySpan<char> glob, ReadOnlySpan<char> text)
    {
        if (glob.IsEmpty)
        {
            return text.IsEmpty;
        }

        int length = text.Length > 1 && char.IsSurrogatePair(text[0], text[1]) ? 2 : 1;
        if (glob[0] == '*')
        {
            return Matches(glob[1..], text) || (!text.IsEmpty && Matches(glob, text[length..]));
        }

        (int size, bool fits) = glob[0] switch
        {
            _ when text.IsEmpty => (1, false),
            '?' => (1, true),
            '\\' => (2, text[0] == glob[1]),
            '[' when glob[1] == '!' => (4, text[0] != 'a'),
            '[' => (4, text[0] is 'a' or 'b'),
            char c => (1, text[0] == c),
        };
        return fits && Matches(glob[size..], text[length..]);
    }
}
