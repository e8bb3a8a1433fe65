using System.Linq;
using System.Text;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Tests.Events.Parsing;

/// <summary>Texts made to be expensive or to break the reader: each ends at once, with a tree or a message.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public void A_text_of_the_greatest_length_is_read_and_a_longer_one_is_not()
    {
        string longest = "a " + new string('x', EventLimits.MaximumTextLength - 2);
        Assert.Equal(longest, Texts.Expression(longest).ToString());
        Assert.Equal(
            "cannot read an expression of 16385 characters: the limit is 16384", Error(longest + "x").Message);
    }

    [Fact]
    public void A_text_of_a_hundred_million_characters_is_refused_without_being_read() =>
        Assert.Equal(
            "cannot read an expression of 100000000 characters: the limit is 16384",
            Error(new string('(', 100_000_000)).Message);

    [Fact]
    public void Parentheses_go_as_deep_as_the_limit_and_no_deeper()
    {
        int limit = EventLimits.MaximumDepth;
        string deepest = new string('(', limit) + "a" + new string(')', limit);
        Assert.Equal("a", Texts.Expression(deepest).ToString());
        ParseError error = Error($"({deepest})");
        Assert.Equal((limit, 1), (error.Offset, error.Length));
        Assert.Equal("cannot open more than 256 parentheses within each other", error.Message);
        Assert.Equal(error, Error(new string('(', EventLimits.MaximumTextLength)));
    }

    [Fact]
    public void Operands_are_as_many_as_the_limit_and_no_more()
    {
        string most = string.Join(" or ", Enumerable.Repeat("a", EventLimits.MaximumOperands));
        Assert.Equal(EventLimits.MaximumOperands, Texts.Expression(most).OperandCount);
        ParseError error = Error(most + " or b");
        Assert.Equal((most.Length + 4, 1), (error.Offset, error.Length));
        Assert.Equal("cannot name more than 256 events and levels in all", error.Message);
    }

    [Theory]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("()")]
    [InlineData("\"")]
    [InlineData("'\"")]
    [InlineData("\\")]
    [InlineData("#")]
    [InlineData("#\n")]
    [InlineData("\n")]
    [InlineData("\\\n")]
    [InlineData(" ")]
    [InlineData("=")]
    [InlineData("!")]
    [InlineData("a or ")]
    [InlineData("a and (")]
    [InlineData("a=\"\n\" ")]
    [InlineData("a ")]
    [InlineData("[")]
    [InlineData("\0")]
    [InlineData("\uD83D")]
    [InlineData("\" \\\n")]
    public void One_piece_again_and_again_gives_a_tree_or_an_error(string piece)
    {
        StringBuilder text = new();
        while (text.Length + piece.Length <= EventLimits.MaximumTextLength)
        {
            text.Append(piece);
        }

        foreach (string prefix in new[] { "", "e ", "e K=v ", "(e) or " })
        {
            string whole = prefix + text.ToString(0, text.Length - 20);
            if (EventExpressionParser.TryParse(whole, out EventExpression? expression, out ParseError error))
            {
                Assert.Equal(expression, Texts.Expression(expression.ToString()));
            }
            else
            {
                Assert.InRange(error.Render(whole).Length, 1, 1200);
            }
        }
    }

    [Fact]
    public void An_error_renders_for_any_text_even_one_it_is_not_of()
    {
        ParseError error = new(100, 50, "cannot x");
        Assert.Equal("cannot x\n  |\n  | ^", error.Render(""));
        Assert.Equal("cannot x\n  | ab\n  |   ^", error.Render("ab"));
        Assert.Equal("cannot x\n  | b\n  |  ^", error.Render("a\nb"));
    }

    private static ParseError Error(string text)
    {
        Assert.False(EventExpressionParser.TryParse(text, out EventExpression? expression, out ParseError error));
        Assert.Null(expression);
        return error;
    }
}
