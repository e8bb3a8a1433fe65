using System;
using System.Linq;
using System.Threading;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events;

public sealed class PrinterTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("(a)", "a")]
    [InlineData("((a or b)) and (c)", "a or b and c")]
    [InlineData("a or (b and c)", "a or (b and c)")]
    [InlineData("(a or b) and (c or (d and e))", "a or b and (c or (d and e))")]
    [InlineData("started  web   # the site\n", "started web")]
    [InlineData("(net-up\n  IFACE!=lo)", "net-up IFACE!=lo")]
    [InlineData("a 'b c' K='d e' L!=", "a \"b c\" K=\"d e\" L!=")]
    [InlineData("\"and\" \"or\"", "\"and\" \"or\"")]
    [InlineData(@"a it\'s 'x\y'", @"a ""it's"" xy")]
    [InlineData("a '\"\\\\'", "a \"\\\"\\\\\"")]
    [InlineData("a $V K=[!x]*", "a $V K=[!x]*")]
    [InlineData("'net*' K=x", "\"net*\" K=x")]
    [InlineData("\"job:a b\" or file:/x", "job:\"a b\" or file:/x")]
    [InlineData("a K='=x'", "a \"K\"=\"=x\"")]
    public void Text_is_plain_where_it_can_be(string text, string printed) =>
        Assert.Equal(printed, Texts.Expression(text).ToString());

    [Fact]
    public void Operands_come_in_the_order_of_the_text() =>
        Assert.Equal(
            ["a", "job:b", "c K=1", "file:/d"],
            Texts.Expression("a and (job:b or c K=1) or file:/d").Operands.Select(operand => operand.ToString()));

    [Fact]
    public void The_deepest_tree_that_can_be_made_can_be_printed_read_compared_and_walked()
    {
        EventExpression right = new EventExpression.Match(new EventMatch("a"));
        EventExpression left = right;
        EventExpression one = right;
        for (int count = 1; count < EventLimits.MaximumOperands; count++)
        {
            right = new EventExpression.And(one, right);
            left = new EventExpression.Or(left, one);
        }

        foreach (EventExpression tree in new[] { left, right })
        {
            Exception? failure = null;
            Thread small = new(() => failure = Record.Exception(() => Use(tree)), 128 * 1024);
            small.Start();
            small.Join();
            Assert.Null(failure);
            Assert.Throws<ArgumentException>(() => new EventExpression.And(tree, one));
        }

        static void Use(EventExpression tree)
        {
            EventExpression read = Texts.Expression(tree.ToString());
            Assert.True(tree == read);
            Assert.Equal(tree.GetHashCode(), read.GetHashCode());
            Assert.Equal(EventLimits.MaximumOperands, tree.Operands.Count);
            Assert.True(new ExpressionState(tree).Handle(Texts.Event("a"), Texts.Expand));
        }
    }

    [Fact]
    public void A_level_needs_a_name_or_an_absolute_path()
    {
        Assert.Throws<ArgumentException>(() => new EventExpression.Level(LevelKind.Job, ""));
        Assert.Throws<ArgumentException>(() => new EventExpression.Level(LevelKind.File, "a"));
        Assert.Throws<ArgumentException>(() => new EventExpression.Level(LevelKind.File, "/a\n"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventExpression.Level((LevelKind)2, "/a"));
    }
}
