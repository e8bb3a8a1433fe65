using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("web", "web", true)]
    [InlineData("web", "Web", false)]
    [InlineData("web", "web2", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b", true)]
    [InlineData("*", ".hidden", true)]
    [InlineData("**", "ab", true)]
    [InlineData("tty*", "tty1", true)]
    [InlineData("tty*", "pty1", false)]
    [InlineData("*.log", "a.b.log", true)]
    [InlineData("*.log", "a.log.1", false)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXcYb", false)]
    [InlineData("*ab", "aab", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "/", true)]
    [InlineData("?", "ab", false)]
    [InlineData("?", "😀", true)]
    [InlineData("??", "😀", false)]
    [InlineData("*😀", "a😀😀", true)]
    [InlineData("a?c*", "abc", true)]
    [InlineData("*[!😀]c", "😀c", false)]
    public void Stars_and_question_marks_match(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));

    [Theory]
    [InlineData("[2345]", "3", true)]
    [InlineData("[2345]", "6", false)]
    [InlineData("[2345]", "", false)]
    [InlineData("[!2345]", "6", true)]
    [InlineData("[!2345]", "2", false)]
    [InlineData("[!2345]", "", false)]
    [InlineData("[^2345]", "2", false)]
    [InlineData("[^2345]", "6", true)]
    [InlineData("eth[0-9]", "eth7", true)]
    [InlineData("eth[0-9]", "ethx", false)]
    [InlineData("[9-0]", "5", false)]
    [InlineData("[a-cx-z]", "y", true)]
    [InlineData("[a-c-e]", "-", true)]
    [InlineData("[a-]", "-", true)]
    [InlineData("[-a]", "-", true)]
    [InlineData("[]]", "]", true)]
    [InlineData("[]a]", "a", true)]
    [InlineData("[!]a]", "]", false)]
    [InlineData("[!]a]", "b", true)]
    [InlineData("[[]", "[", true)]
    [InlineData("[a!]", "!", true)]
    [InlineData("[*]", "*", true)]
    [InlineData("[*]", "a", false)]
    [InlineData("[α-ω]", "λ", true)]
    [InlineData("[😀-😂]", "😁", true)]
    [InlineData("*[0-9]", "tty12", true)]
    public void Brackets_match_one_of_their_characters(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));

    [Theory]
    [InlineData("[", "[", true)]
    [InlineData("[a", "[a", true)]
    [InlineData("[a", "a", false)]
    [InlineData("[]", "[]", true)]
    [InlineData("[!]", "[!]", true)]
    [InlineData("*[", "ab[", true)]
    [InlineData("[[:alpha:", "[[:alpha:", true)]
    public void A_bracket_that_is_never_closed_means_itself(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));

    [Theory]
    [InlineData("[[:digit:]]", "7", true)]
    [InlineData("[[:digit:]]", "x", false)]
    [InlineData("[![:digit:]]", "x", true)]
    [InlineData("[[:alpha:]_]", "_", true)]
    [InlineData("[[:upper:][:digit:]]", "Q", true)]
    [InlineData("[[:lower:]]", "Q", false)]
    [InlineData("[[:xdigit:]]", "f", true)]
    [InlineData("[[:space:]]", "\t", true)]
    [InlineData("[[:blank:]]", "\n", false)]
    [InlineData("[[:punct:]]", "-", true)]
    [InlineData("[[:cntrl:]]", "\u007F", true)]
    [InlineData("[[:print:]]", " ", true)]
    [InlineData("[[:graph:]]", " ", false)]
    [InlineData("[[:alnum:]]", "é", false)]
    [InlineData("[[:nope:]]", ":]", true)]
    public void Classes_are_those_of_ASCII(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));

    [Theory]
    [InlineData(@"\*", "*", true)]
    [InlineData(@"\*", "a", false)]
    [InlineData(@"\?", "?", true)]
    [InlineData(@"\[a]", "[a]", true)]
    [InlineData(@"\a", "a", true)]
    [InlineData(@"\\", @"\", true)]
    [InlineData(@"[\]]", "]", true)]
    [InlineData(@"[\!a]", "!", true)]
    [InlineData(@"[a\-c]", "b", false)]
    [InlineData(@"a\", "a", false)]
    [InlineData(@"a\", @"a\", false)]
    [InlineData(@"\😀", "😀", true)]
    public void A_backslash_makes_the_next_character_mean_itself(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.IsMatch(pattern, text));

    /// <summary>Upstart calls fnmatch(3) without flags in the C locale; so does this test.</summary>
    [Fact]
    public void It_agrees_with_the_C_library()
    {
        Gen<string> pattern = Gen.Elements(
                "a", "b", "c", "*", "?", "[ab]", "[!a]", "[^b-]", "[a-c]", "[[:alpha:]-]", "[]-a]", "[", "]", @"\",
                @"\*", "-", "!")
            .ListOf().Select(string.Concat);
        Gen<string> text = Gen.Elements("a", "b", "c", "*", "[", "]", @"\", "-", "!").ListOf().Select(string.Concat);
        Gen<(string Pattern, string Text)> both =
            from p in pattern.Resize(8)
            from t in text.Resize(8)
            select (p, t);
        int matches = 0;
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(20_000),
            Prop.ForAll(Arb.From(both), pair =>
            {
                bool expected = fnmatch(Bytes(pair.Pattern), Bytes(pair.Text), 0) == 0;
                matches += expected ? 1 : 0;
                Assert.True(expected == Glob.IsMatch(pair.Pattern, pair.Text), $"{pair} {expected}");
            }));
        Assert.InRange(matches, 500, 19_500);
    }

    /// <summary>Patterns that cost exponential time where every star is tried against all others.</summary>
    [Theory]
    [InlineData("a*")]
    [InlineData("*a")]
    [InlineData("*[ab]*")]
    [InlineData("[")]
    [InlineData(@"[\]")]
    [InlineData("[[:")]
    public void A_hostile_pattern_ends(string piece)
    {
        string pattern = string.Concat(Enumerable.Repeat(piece, 2000)) + "c";
        Assert.False(Glob.IsMatch(pattern, new string('a', 20_000)));
    }

    [DllImport("libc", ExactSpelling = true)]
    private static extern int fnmatch(byte[] pattern, byte[] text, int flags);

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text + "\0");
}
