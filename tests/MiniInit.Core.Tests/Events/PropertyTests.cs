using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Tests.Events;

public sealed class PropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60);

    [Fact]
    public void What_is_printed_reads_back_as_an_equal_tree() =>
        Check(Trees.Any, tree =>
        {
            EventExpression read = Texts.Expression(tree.ToString());
            Assert.Equal(tree, read);
            Assert.Equal(tree.GetHashCode(), read.GetHashCode());
        });

    [Fact]
    public void No_pair_of_printed_parentheses_can_be_left_out() =>
        Check(Trees.Small, tree =>
        {
            string text = tree.ToString();
            for (int open = text.IndexOf('('); open >= 0; open = text.IndexOf('(', open + 1))
            {
                int close = Closing(text, open);
                string without = text.Remove(close, 1).Remove(open, 1);
                Assert.NotEqual(tree, Texts.Expression(without));
            }
        });

    [Fact]
    public void Any_text_gives_a_tree_or_an_error_within_the_text()
    {
        Gen<string> pieces = Gen.Elements(
                "a", "started web", " ", " ", " and ", " or ", "(", ")", "\"", "'", "\\", "#", "\n", "\r\n", "K=v",
                "L!=w", "=", "&&", "*", "[", "]", "$X", "job:j", "file:/f", "\0", "\u001B", "😀", "\uD83D", ",", "!")
            .ListOf().Select(string.Concat);
        Gen<string> anything = ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? "");
        int trees = 0;
        Check(Gen.OneOf(pieces, pieces.Resize(8), anything), text =>
        {
            if (EventExpressionParser.TryParse(text, out EventExpression? expression, out ParseError error))
            {
                trees++;
                Assert.Equal(expression, Texts.Expression(expression.ToString()));
                return;
            }

            Assert.StartsWith("cannot ", error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Offset, 0, text.Length);
            Assert.InRange(error.Length, 0, text.Length - error.Offset);
            string[] lines = error.Render(text).Split('\n');
            Assert.Equal(3, lines.Length);
            Assert.All(lines, line => Assert.DoesNotContain(line, char.IsControl));
        });
        Assert.True(trees > 100, $"only {trees} of the texts were expressions");
    }

    [Fact]
    public void A_state_says_what_its_whole_history_says()
    {
        Gen<Func<ExpressionState, ReferenceState, (bool Actual, bool Expected)>> step = Gen.Frequency(
            (6, Gen.Elements("a", "a K=1", "a K=2", "b", "b L=1 K=1", "b M=2", "c K=3", "d").Select(Handling)),
            (2, Gen.Elements<string[]>([], ["job:j"], ["file:/f"], ["job:j", "file:/f", "job:k"]).Select(Setting)),
            (1, Gen.Constant<Func<ExpressionState, ReferenceState, (bool, bool)>>(Resetting)));
        int fired = 0;
        var runs =
            from tree in Trees.Small
            from steps in step.ListOf()
            select (Tree: tree, Steps: steps.ToList());
        Check(runs, run =>
        {
            ExpressionState state = new(run.Tree);
            ReferenceState reference = new(run.Tree, Expand);
            foreach (var action in run.Steps)
            {
                (bool actual, bool expected) = action(state, reference);
                Assert.Equal(expected, actual);
                Assert.Equal(reference.Value, state.Value);
                Assert.Equal(reference.Events, state.Events);
                Assert.Equal(state.Operands, new ExpressionState(run.Tree, state.Operands).Operands);
                Assert.Equal(state.Value, new ExpressionState(run.Tree, state.Operands).Value);
                fired += actual ? 1 : 0;
                if (actual)
                {
                    // As the owner does; a state that is never reset soon has nothing left to say.
                    Resetting(state, reference);
                }
            }
        });
        Assert.True(fired > 1000, $"only {fired} expressions fired");
    }

    private static string? Expand(string value) => value == "$V" ? "2" : null;

    private static Func<ExpressionState, ReferenceState, (bool Actual, bool Expected)> Handling(string occurred) =>
        (state, reference) => (state.Handle(Texts.Event(occurred), Expand), reference.Handle(Texts.Event(occurred)));

    private static Func<ExpressionState, ReferenceState, (bool Actual, bool Expected)> Setting(string[] levels) =>
        (state, reference) => (state.SetLevels(Texts.Levels(levels)), reference.SetLevels(Texts.Levels(levels)));

    private static (bool Actual, bool Expected) Resetting(ExpressionState state, ReferenceState reference)
    {
        state.Reset();
        reference.Reset();
        return (false, false);
    }

    private static int Closing(string text, int open)
    {
        int depth = 0;
        for (int at = open; ; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }
    }

    private static void Check<T>(Gen<T> generator, Action<T> property) =>
        FsCheck.Check.One(s_config, Prop.ForAll(Arb.From(generator), property));
}
