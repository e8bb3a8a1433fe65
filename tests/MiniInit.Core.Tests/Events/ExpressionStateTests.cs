using System;
using System.Linq;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events;

/// <summary>How an expression becomes true, fires and is reset: Upstart's event_operator_handle and others.</summary>
public sealed class ExpressionStateTests
{
    [Fact]
    public void An_event_that_does_not_match_changes_nothing()
    {
        ExpressionState state = State("a");
        Assert.False(Handle(state, "b"));
        Assert.False(state.Value);
        Assert.Empty(state.Events);
    }

    [Fact]
    public void An_event_that_matches_fires()
    {
        ExpressionState state = State("a K=1");
        Assert.False(Handle(state, "a K=2"));
        Assert.True(Handle(state, "a K=1"));
        Assert.True(state.Value);
    }

    [Fact]
    public void Or_fires_by_either_side()
    {
        Assert.True(Handle(State("a or b"), "a"));
        Assert.True(Handle(State("a or b"), "b"));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void And_remembers_the_first_side_until_the_second_comes(string first, string second)
    {
        ExpressionState state = State("a and b");
        Assert.False(Handle(state, first));
        Assert.False(Handle(state, "c"));
        Assert.True(Handle(state, second));
    }

    [Fact]
    public void And_fires_once_by_the_same_event_on_both_sides()
    {
        ExpressionState state = State("a and a K=1");
        Assert.True(Handle(state, "a K=1"));
        Assert.Equal(2, state.Events.Length);
    }

    [Fact]
    public void Operators_bind_alike_and_from_the_left()
    {
        ExpressionState state = State("a or b and c");
        Assert.False(Handle(state, "a"));
        Assert.True(Handle(state, "c"));
        Assert.Equal(["a", "c"], state.Events.Select(e => e.Name));
    }

    [Fact]
    public void A_matched_operand_keeps_its_first_event()
    {
        ExpressionState state = State("a and b");
        Handle(state, "a N=1");
        Handle(state, "a N=2");
        Handle(state, "b");
        Assert.Equal("1", state.Events[0].ValueOf("N"));
    }

    [Fact]
    public void A_reset_forgets_all_events()
    {
        ExpressionState state = State("a and (b or c)");
        Handle(state, "a");
        Assert.True(Handle(state, "b"));
        state.Reset();
        Assert.False(state.Value);
        Assert.All(state.Operands, operand => Assert.Equal(default, operand));
    }

    /// <summary>LP #447654: fired by A and B, a later C alone does not run it again.</summary>
    [Fact]
    public void After_a_reset_each_side_must_come_again()
    {
        ExpressionState state = State("a and (b or c)");
        Handle(state, "a");
        Handle(state, "b");
        state.Reset();
        Assert.False(Handle(state, "c"));
        Assert.True(Handle(state, "a"));
        Assert.Equal(["a", "c"], state.Events.Select(e => e.Name));
    }

    [Fact]
    public void A_half_matched_expression_still_knows_its_event()
    {
        ExpressionState state = State("a and b");
        Handle(state, "a K=1");
        Assert.False(state.Value);
        Assert.Empty(state.Events);
        Assert.Equal([new OperandState(true, Texts.Event("a K=1")), default], state.Operands);
    }

    [Fact]
    public void Events_of_a_false_part_take_no_part()
    {
        ExpressionState state = State("(a and b) or c");
        Handle(state, "a K=1");
        Assert.True(Handle(state, "c K=3"));
        Assert.Equal(["c"], state.Events.Select(e => e.Name));
        Assert.Equal(["K=3", "UPSTART_EVENTS=c"], Environment(state));
    }

    [Fact]
    public void Both_events_of_a_true_or_are_collected()
    {
        ExpressionState state = State("a or a K=1");
        Handle(state, "a K=1");
        Assert.Equal(["K=1", "UPSTART_EVENTS=a a"], Environment(state));
    }

    [Fact]
    public void Names_and_variables_are_collected_in_the_order_of_the_text()
    {
        ExpressionState state = State("a and b");
        Handle(state, "b Z=26 B=2");
        Handle(state, "a A=1");
        Assert.Equal(["A=1", "Z=26", "B=2", "UPSTART_EVENTS=a b"], Environment(state));
    }

    [Fact]
    public void A_later_variable_replaces_an_earlier_one_in_its_place()
    {
        ExpressionState state = State("a and b");
        Handle(state, "b K=b");
        Handle(state, "a K=a L=1");
        Assert.Equal(["K=b", "L=1", "UPSTART_EVENTS=a b"], Environment(state));
    }

    [Fact]
    public void The_key_of_the_names_wins_over_a_variable_of_an_event()
    {
        ExpressionState state = State("a");
        Handle(state, "a UPSTART_EVENTS=forged K=1");
        Assert.Equal(["UPSTART_EVENTS=a", "K=1"], Environment(state));
    }

    [Fact]
    public void Values_are_expanded_by_the_job_that_waits()
    {
        ExpressionState state = State("stopping JOB=$PARENT");
        Assert.False(state.Handle(Texts.Event("stopping JOB=db"), _ => null));
        Assert.False(state.Handle(Texts.Event("stopping JOB=db"), _ => "other"));
        Assert.True(state.Handle(Texts.Event("stopping JOB=db"), value => value == "$PARENT" ? "db" : null));
    }

    [Theory]
    [InlineData("job:db")]
    [InlineData("file:/run/ready")]
    public void A_level_fires_when_it_becomes_true_and_not_again_while_it_is(string level)
    {
        ExpressionState state = State(level);
        Assert.False(state.SetLevels(Texts.Levels()));
        Assert.True(state.SetLevels(Texts.Levels(level)));
        state.Reset();
        Assert.True(state.Value);
        Assert.False(state.SetLevels(Texts.Levels(level, "job:other")));
        Assert.False(state.SetLevels(Texts.Levels("job:other")));
        Assert.False(state.Value);
        Assert.True(state.SetLevels(Texts.Levels(level)));
    }

    [Fact]
    public void Levels_differ_by_kind_and_name()
    {
        ExpressionState state = State("job:/a");
        Assert.False(state.SetLevels(Texts.Levels("file:/a", "job:/b")));
        Assert.True(state.SetLevels(Texts.Levels("job:/a")));
    }

    [Fact]
    public void An_event_and_a_level_fire_in_either_order()
    {
        ExpressionState state = State("a and job:db");
        Assert.False(Handle(state, "a"));
        Assert.True(state.SetLevels(Texts.Levels("job:db")));
        Assert.Equal(["UPSTART_EVENTS=a"], Environment(state));
        state.Reset();
        Assert.False(state.Value);
        Assert.True(Handle(state, "a"));
    }

    [Fact]
    public void A_level_is_not_remembered()
    {
        ExpressionState state = State("a and job:db");
        state.SetLevels(Texts.Levels("job:db"));
        state.SetLevels(Texts.Levels());
        Assert.False(Handle(state, "a"));
    }

    [Fact]
    public void By_levels_alone_there_are_no_events_and_no_variable_for_them()
    {
        ExpressionState state = State("job:db and file:/run/x");
        Assert.True(state.SetLevels(Texts.Levels("job:db", "file:/run/x")));
        Assert.Empty(state.Events);
        Assert.Empty(Environment(state));
    }

    [Fact]
    public void An_event_fires_beside_a_level_that_holds()
    {
        ExpressionState state = State("a or job:db");
        Assert.True(state.SetLevels(Texts.Levels("job:db")));
        state.Reset();
        Assert.True(Handle(state, "a"));
    }

    [Fact]
    public void An_event_without_a_part_in_it_does_not_fire_what_a_level_holds()
    {
        ExpressionState state = State("(a and b) or job:db");
        state.SetLevels(Texts.Levels("job:db"));
        Assert.False(Handle(state, "a"));
        Assert.True(Handle(state, "b"));
    }

    [Fact]
    public void A_state_goes_on_from_its_operands()
    {
        ExpressionState state = State("(a and job:db) or (b and c)");
        state.SetLevels(Texts.Levels("job:db"));
        Handle(state, "b K=1");
        ExpressionState copy = new(state.Expression, state.Operands);
        Assert.Equal(state.Operands, copy.Operands);
        Assert.True(Handle(copy, "c"));
        Assert.Equal(["K=1", "UPSTART_EVENTS=b c"], Environment(copy));
        Assert.False(state.Value);
    }

    [Fact]
    public void A_state_that_holds_by_a_level_does_not_fire_again_where_it_goes_on()
    {
        ExpressionState state = State("job:db");
        state.SetLevels(Texts.Levels("job:db"));
        ExpressionState copy = new(state.Expression, state.Operands);
        Assert.True(copy.Value);
        Assert.False(copy.SetLevels(Texts.Levels("job:db")));
    }

    [Fact]
    public void Operands_of_another_expression_are_refused()
    {
        EventExpression both = Texts.Expression("a and job:db");
        Event a = Texts.Event("a");
        Assert.Throws<ArgumentException>(() => new ExpressionState(both, [default]));
        Assert.Throws<ArgumentException>(() => new ExpressionState(both, [default, default, default]));
        Assert.Throws<ArgumentException>(() => new ExpressionState(both, [new(true, null), default]));
        Assert.Throws<ArgumentException>(() => new ExpressionState(both, [new(false, a), default]));
        Assert.Throws<ArgumentException>(() => new ExpressionState(both, [default, new(true, a)]));
    }

    [Fact]
    public void States_of_one_expression_are_apart()
    {
        EventExpression expression = Texts.Expression("a and b");
        ExpressionState first = new(expression);
        ExpressionState second = new(expression);
        Handle(first, "a");
        Assert.True(Handle(first, "b"));
        Assert.False(Handle(second, "b"));
    }

    private static ExpressionState State(string text) => new(Texts.Expression(text));

    private static bool Handle(ExpressionState state, string occurred) =>
        state.Handle(Texts.Event(occurred), Texts.Expand);

    private static string[] Environment(ExpressionState state) =>
        [.. state.Environment("UPSTART_EVENTS").Select(v => v.ToString())];
}
