using System;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Values;

public sealed class NearestWordTests
{
    private static readonly string[] s_words = ["start-on", "stop-on", "kill-signal", "kill-timeout", "nice", "env"];

    [Theory]
    [InlineData("kill-signl", "kill-signal")]
    [InlineData("kill_signal", "kill-signal")]
    [InlineData("killsignal", "kill-signal")]
    [InlineData("ncie", "nice")]
    [InlineData("NICE", "nice")]
    [InlineData("Env", "env")]
    [InlineData("evn", "env")]
    [InlineData("start", "start-on")]
    public void The_word_that_was_meant_is_found(string written, string meant) =>
        Assert.Equal(meant, NearestWord.Find(written, s_words));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("colour")]
    [InlineData("kill")]
    [InlineData("ki")]
    [InlineData("nicest-of-all")]
    public void Nothing_is_suggested_where_no_word_is_near_or_several_begin_so(string written) =>
        Assert.Null(NearestWord.Find(written, s_words));

    [Fact]
    public void Of_equally_near_words_the_first_is_given() =>
        Assert.Equal("wab", NearestWord.Find("web", ["wab", "wib"]));

    [Fact]
    public void Swapped_letters_are_one_slip() => Assert.Equal("TERM", NearestWord.Find("TREM", ["TERM"]));

    [Fact]
    public void Long_words_are_not_compared()
    {
        string word = new('a', 65);
        Assert.Null(NearestWord.Find(word, [word]));
        Assert.Null(NearestWord.Find(word[1..], [word]));
        Assert.Equal(word[1..], NearestWord.Find(word[1..], [word[1..]]));
    }

    [Fact]
    public void Every_word_is_nearest_to_itself_and_to_itself_with_a_letter_left_out()
    {
        foreach (string word in s_words)
        {
            Assert.Equal(word, NearestWord.Find(word, s_words));
            foreach (int at in Enumerable.Range(0, word.Length).Where(_ => word.Length > 2))
            {
                Assert.Equal(word, NearestWord.Find(word.Remove(at, 1), s_words));
            }
        }
    }
}
