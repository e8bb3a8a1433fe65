using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Tests.Events.Parsing;

public sealed class ExpressionOutlineTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60);

    [Theory]
    [InlineData("started web", "started web")]
    [InlineData("a and (job:b or c K=1) or file:/d", "a", "job:b", "c K=1", "file:/d")]
    [InlineData("  started 'my web' K!=\"x y\"  # and more", "started 'my web' K!=\"x y\"")]
    [InlineData("(net-up\n  IFACE=eth0\n or b)", "net-up\n  IFACE=eth0", "b")]
    [InlineData("'and' and \"or\"", "'and'", "\"or\"")]
    public void Operands_are_found_where_they_stand(string text, params string[] operands) =>
        Assert.Equal(operands, ExpressionOutline.Of(text).Operands.Select(at => text.Substring(at.Offset, at.Length)));

    [Fact]
    public void Each_operand_read_alone_is_that_of_the_tree() =>
        Holds(tree =>
        {
            string text = tree.ToString();
            Assert.Equal(
                tree.Operands,
                ExpressionOutline.Of(text).Operands
                    .Select(at => Texts.Expression(text.Substring(at.Offset, at.Length))));
        });

    [Theory]
    [InlineData("a and b or c", 8)]
    [InlineData("a or b and c or d", 7)]
    [InlineData("a and (b and c or d)", 15)]
    [InlineData("(a or b) or c and d", 14)]
    [InlineData("a and b and (c or d) or e", 21)]
    public void Mixed_operators_are_found(string text, int offset) =>
        Assert.Equal(offset, ExpressionOutline.Of(text).MixedOperator?.Offset);

    [Theory]
    [InlineData("a")]
    [InlineData("a and b and c")]
    [InlineData("(a and b) or c")]
    [InlineData("a and (b or c)")]
    [InlineData("(a or b) and (c or (d and e))")]
    [InlineData("a 'or' and b")]
    [InlineData("a and b # or c")]
    public void Parentheses_and_quotes_make_it_clear(string text) =>
        Assert.Null(ExpressionOutline.Of(text).MixedOperator);

    [Fact]
    public void A_tree_printed_with_all_parentheses_mixes_nothing_and_is_the_same() =>
        Holds(tree =>
        {
            string text = tree.ToExplicitString();
            Assert.Null(ExpressionOutline.Of(text).MixedOperator);
            Assert.Equal(tree, Texts.Expression(text));
        });

    [Theory]
    [InlineData("a or b and c", "(a or b) and c")]
    [InlineData("a and b and c or d", "(a and b and c) or d")]
    [InlineData("a or b or c", "a or b or c")]
    public void Printed_parentheses_show_how_it_is_read(string text, string shown) =>
        Assert.Equal(shown, Texts.Expression(text).ToExplicitString());

    [Theory]
    [InlineData("net-up IFACE=eth#0", 16)]
    [InlineData("# first\na # second", 0)]
    [InlineData("a '#' \\# #", 9)]
    [InlineData("a '#'", null)]
    public void The_first_comment_is_found(string text, int? offset) =>
        Assert.Equal(offset, ExpressionOutline.Of(text).Comment);

    [Theory]
    [InlineData("a and 'b", 1)]
    [InlineData(") a ( b", 2)]
    [InlineData("", 0)]
    public void Of_a_wrong_text_it_has_what_there_is(string text, int operands) =>
        Assert.Equal(operands, ExpressionOutline.Of(text).Operands.Length);

    private static void Holds(Action<EventExpression> property) =>
        Check.One(s_config, Prop.ForAll(Arb.From(Trees.Any), property));
}
