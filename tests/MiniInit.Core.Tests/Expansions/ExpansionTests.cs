using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Expansions;
using MiniInit.Core.Tests.Golden;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Expansions;

public sealed class ExpansionTests
{
    private static readonly Dictionary<string, string> s_variables = new()
    {
        ["A"] = "one",
        ["B_2"] = "two",
        ["EMPTY"] = "",
        ["NAME"] = "A",
        ["DIGIT"] = "1",
        ["DOLLAR"] = "$A",
        ["BRACE"] = "}",
        ["SPACED"] = "a b",
    };

    [Theory]
    [InlineData("", "")]
    [InlineData("plain {text} }", "plain {text} }")]
    [InlineData("$A", "one")]
    [InlineData("x$A.y", "xone.y")]
    [InlineData("$A$B_2", "onetwo")]
    [InlineData("${A}x", "onex")]
    [InlineData("${A-d}", "one")]
    [InlineData("${A:-d}", "one")]
    [InlineData("${EMPTY-d}", "")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${NONE-d}", "d")]
    [InlineData("${NONE:-d}", "d")]
    [InlineData("${NONE-}", "")]
    [InlineData("${A+a}", "a")]
    [InlineData("${A:+a}", "a")]
    [InlineData("${EMPTY+a}", "a")]
    [InlineData("${EMPTY:+a}", "")]
    [InlineData("${NONE+a}", "")]
    [InlineData("${NONE:+a}", "")]
    [InlineData("${NONE:-a:b-c+d}", "a:b-c+d")]
    [InlineData("${NONE:--}", "-")]
    [InlineData("${NONE:-{x}y}", "{xy}")]
    public void Every_operator_does_as_upstart_does(string text, string expected) =>
        Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("${}", "$")]
    [InlineData("${}A", "$A")]
    [InlineData("${}{A}", "${A}")]
    [InlineData("$${}A", "$$A")]
    [InlineData("$", "$")]
    [InlineData("$$", "$$")]
    [InlineData("$$A", "$one")]
    [InlineData("$1", "$1")]
    [InlineData("$(date)", "$(date)")]
    [InlineData("$-", "$-")]
    [InlineData("${NONE:-$}", "$")]
    [InlineData("${NONE:-${}}", "$")]
    [InlineData("$é", "$é")]
    public void A_dollar_sign_that_begins_no_variable_stands_for_itself(string text, string expected) =>
        Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("${$NAME}", "one")]
    [InlineData("${${NAME}}", "one")]
    [InlineData("${B_$DIGIT-none}", "none")]
    [InlineData("${${NONE:-NAME}}", "A")]
    [InlineData("${$NAME:+[$B_2]}", "[two]")]
    [InlineData("${NONE:-${EMPTY:-$A}}", "one")]
    [InlineData("${NONE:-<${NONE:-}>}", "<>")]
    [InlineData("${$EMPTY$NAME}", "one")]
    public void Names_defaults_and_alternates_may_hold_variables(string text, string expected) =>
        Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("$DOLLAR", "$A")]
    [InlineData("${NONE:-$BRACE}", "}")]
    public void Values_are_not_expanded_again(string text, string expected) => Assert.Equal(expected, Expand(text));

    [Theory]
    [InlineData("${A:-$NONE}", "one")]
    [InlineData("${NONE+$NONE}", "")]
    [InlineData("${A-${$SPACED}}", "one")]
    public void What_is_not_needed_is_not_looked_at(string text, string expected) =>
        Assert.Equal(expected, Expand(text));

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "texts with variables", MemberType = typeof(GoldenMessages))]
    public void A_wrong_text_says_what_would_be_right(string text, string carets, string message) =>
        GoldenMessages.Check<Expansion>(Expansion.TryParse, text, carets, message);

    [Theory]
    [MemberData(nameof(GoldenMessages.Of), "texts with variables, expanded", MemberType = typeof(GoldenMessages))]
    public void What_cannot_be_expanded_says_why(string text, string carets, string message)
    {
        Assert.True(Expansion.TryParse(text, out Expansion? expansion, out _));
        Assert.False(expansion.TryExpand(s_variables.GetValueOrDefault, out string? result, out ExpansionError error));
        Assert.Null(result);
        GoldenMessages.AssertSame(text, carets, message, error.Error);
    }

    [Theory]
    [InlineData("x-$NONE", "NONE")]
    [InlineData("${A_$NAME}", "A_A")]
    [InlineData("${X:-$Y}", "Y")]
    [InlineData("${$SPACED}", null)]
    public void An_unknown_variable_is_named(string text, string? unknown)
    {
        Assert.True(Expansion.TryParse(text, out Expansion? expansion, out _));
        Assert.False(expansion.TryExpand(s_variables.GetValueOrDefault, out _, out ExpansionError error));
        Assert.Equal(unknown, error.UnknownVariable);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("a$ ${}b", true)]
    [InlineData("$A", false)]
    [InlineData("a${A-}", false)]
    public void A_text_without_variables_is_constant(string text, bool expected)
    {
        Assert.True(Expansion.TryParse(text, out Expansion? expansion, out _));
        Assert.Equal(expected, expansion.IsConstant);
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_an_error()
    {
        Assert.Equal("x", Expand(Nested(16)));
        GoldenMessages.Check<Expansion>(
            Expansion.TryParse,
            Nested(17),
            new string(' ', 16 * 5) + "^^",
            $"cannot use \"{Nested(17)[..60]}…\" as a text with variables: \"${{\" is nested more than 16 deep");
        Assert.False(Expansion.TryParse(string.Concat(Enumerable.Repeat("${", 60_000)), out _, out _));
    }

    [Fact]
    public void A_result_that_grows_without_measure_is_an_error()
    {
        string megabyte = new('x', 1 << 20);
        Assert.True(Expansion.TryParse(string.Concat(Enumerable.Repeat("$A", 1000)), out Expansion? expansion, out _));
        Assert.False(expansion.TryExpand(_ => megabyte, out _, out ExpansionError error));
        Assert.Equal(new TextError(0, 2, error.Error.Message), error.Error);
        Assert.EndsWith(": with its values it has more than 131071 characters", error.Error.Message, default);

        Assert.True(Expansion.TryParse("$A$B", out expansion, out _));
        Assert.True(expansion.TryExpand(name => new string('x', name == "A" ? 131_070 : 1), out _, out _));
        Assert.False(expansion.TryExpand(name => new string('x', name == "A" ? 131_070 : 2), out _, out error));
        Assert.Equal(new TextError(2, 2, error.Error.Message), error.Error);

        Assert.True(Expansion.TryParse("${A$A}", out expansion, out _));
        Assert.False(expansion.TryExpand(_ => new string('x', 2000), out _, out error));
        Assert.EndsWith(": with its values it has more than 1024 characters", error.Error.Message, default);
    }

    [Fact]
    public void Any_text_gives_an_error_or_a_value_that_prints_and_reads_back() =>
        Property.Reads<Expansion>(
            Expansion.TryParse, "$", "${", "}", "A", "B_2", "1", ":", "-", "+", ":-", ":+", "${A}", "${}", "text", "{");

    [Fact]
    public void Any_tree_expands_as_its_model_does() =>
        Property.Holds(ExpansionModel.Trees, tree =>
        {
            Assert.True(Expansion.TryParse(tree.Text, out Expansion? expansion, out TextError error), error.Message);
            bool expanded = expansion.TryExpand(ExpansionModel.Lookup, out string? result, out _);
            Assert.Equal(tree.Result is not null, expanded);
            Assert.Equal(tree.Result, result);
        });

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("${N:-", depth)) + "x" + new string('}', depth);

    private static string Expand(string text)
    {
        Assert.True(Expansion.TryParse(text, out Expansion? expansion, out TextError error), error.Message);
        bool expanded = expansion.TryExpand(s_variables.GetValueOrDefault, out string? result, out ExpansionError why);
        Assert.True(expanded, why.Error.Message);
        Assert.NotNull(result);
        return result;
    }
}
