using System;
using System.Linq;
using MiniInit.Toml;

namespace MiniInit.Config.Tests;

public sealed class DiagnosticListTests
{
    private static readonly TomlSource s_one = new("1.toml", "abc\ndef\n"u8.ToArray());
    private static readonly TomlSource s_two = new("2.toml", "abc\n"u8.ToArray());

    [Fact]
    public void Diagnostics_are_sorted_by_file_place_severity_and_text_and_each_is_there_once()
    {
        DiagnosticList report = new();
        report.Cannot("x", s_two, s_two.Span(0, 1), "cannot a: b");
        report.Cannot("x", s_one, s_one.Span(4, 5), "cannot c: d");
        report.Warn("x", s_one, s_one.Span(1, 2), "cannot a: b");
        report.Cannot("x", s_one, s_one.Span(1, 2), "cannot b: b");
        report.Cannot("x", s_one, s_one.Span(1, 2), "cannot a: b");
        report.Cannot("x", s_one, s_one.Span(1, 3), "cannot a: b");
        report.Cannot("x", s_one, default, "cannot e: f");
        Assert.Equal(
            [
                "1.toml: cannot e: f", "1.toml:1:2: cannot a: b", "1.toml:1:2: cannot b: b",
                "1.toml:1:2: warning: cannot a: b",
                "1.toml:2:1: cannot c: d", "2.toml:1:1: cannot a: b",
            ],
            report.Finish().Select(diagnostic => diagnostic.ToString()));
        Assert.Equal(6, report.Errors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(57)]
    public void Of_one_file_a_hundred_are_listed_and_the_others_counted(int more)
    {
        DiagnosticList report = new();
        for (int at = 0; at < ConfigLimits.Diagnostics + more; at++)
        {
            report.Cannot("x", s_one, s_one.Span(0, 1), $"cannot {at:000}: x");
        }

        report.Cannot("x", s_two, s_two.Span(0, 1), "cannot a: b");
        string[] all = [.. report.Finish().Select(diagnostic => diagnostic.ToString())];
        Assert.Equal(ConfigLimits.Diagnostics + 1 + (more > 0 ? 1 : 0), all.Length);
        Assert.Equal(
            more > 0 ? [$"1.toml: cannot list all that is wrong here: {more} more"] : [],
            all.Where(text => text.Contains("more", StringComparison.Ordinal)));
        Assert.Equal(ConfigLimits.Diagnostics + more + 1, report.Errors);
    }

    [Fact]
    public void Beyond_the_limit_errors_are_counted_without_words()
    {
        DiagnosticList report = new();
        Assert.False(report.IsBeyondLimit(s_one));
        Assert.Equal(0, report.Errors);
        for (int at = 0; at < ConfigLimits.Diagnostics; at++)
        {
            Assert.False(report.IsBeyondLimit(s_one));
            report.Cannot("x", s_one, s_one.Span(0, 1), $"cannot {at:000}: x");
        }

        Assert.True(report.IsBeyondLimit(s_one));
        Assert.False(report.IsBeyondLimit(s_two));
        Assert.Equal(ConfigLimits.Diagnostics + 1, report.Errors);
        Assert.Equal("1.toml: cannot list all that is wrong here: 1 more", report.Finish()[^1].ToString());
    }

    [Fact]
    public void A_silent_list_keeps_nothing_and_takes_values_that_stand_in_no_text()
    {
        DiagnosticList report = new(isSilent: true);
        Assert.False(report.Cannot("x", new TomlString("a"), "cannot a: b"));
        Assert.True(report.IsBeyondLimit(null));
        Assert.Equal(2, report.Errors);
        Assert.Empty(report.Finish());
    }

    [Fact]
    public void A_hundred_unknown_keys_and_more_are_summed_up()
    {
        string text = "exec = ['web']\n" + string.Concat(Enumerable.Range(0, 1000).Select(at => $"key{at} = 1\n"));
        JobConfiguration read = Read.Files(("web.toml", text));
        Assert.Equal(ConfigLimits.Diagnostics + 1, read.Diagnostics.Count);
        Assert.Equal("web.toml: cannot list all that is wrong here: 900 more", read.Diagnostics[^1].ToString());
    }
}
