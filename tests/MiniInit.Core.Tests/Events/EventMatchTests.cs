using System;
using System.Collections.Generic;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events;

/// <summary>Which events an operand means: Upstart's event_operator_match.</summary>
public sealed class EventMatchTests
{
    [Theory]
    [InlineData("startup", "startup", true)]
    [InlineData("startup", "Startup", false)]
    [InlineData("startup", "startup2", false)]
    [InlineData("\"net*\"", "net-up", false)]
    [InlineData("\"net*\"", "net*", true)]
    public void Names_are_equal_and_no_patterns(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("started", "started JOB=web INSTANCE=", true)]
    [InlineData("started web", "started JOB=web INSTANCE=", true)]
    [InlineData("started web", "started JOB=db INSTANCE=", false)]
    [InlineData("started web 1", "started JOB=web INSTANCE=1", true)]
    [InlineData("started web 1", "started JOB=web INSTANCE=2", false)]
    [InlineData("started web", "started", false)]
    [InlineData("started web 1 2", "started JOB=web INSTANCE=1", false)]
    [InlineData("started web", "started INSTANCE=web JOB=db", true)]
    public void Values_without_a_name_go_by_the_variables_order(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("started JOB=web", "started INSTANCE=1 JOB=web", true)]
    [InlineData("started JOB=web", "started INSTANCE=web JOB=db", false)]
    [InlineData("started JOB=web INSTANCE=1", "started INSTANCE=1 JOB=web", true)]
    [InlineData("started PORT=80", "started JOB=web", false)]
    [InlineData("started JO=web", "started JOB=web", false)]
    [InlineData("started JOBS=web", "started JOB=web", false)]
    [InlineData("started job=web", "started JOB=web", false)]
    [InlineData("started JOB=web JOB=w*", "started JOB=web", true)]
    public void Values_with_a_name_go_by_name_in_any_order(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("started web INSTANCE=1", "started JOB=web INSTANCE=1", true)]
    [InlineData("started web INSTANCE=1", "started JOB=web INSTANCE=2", false)]
    [InlineData("started web JOB=db", "started JOB=web", false)]
    public void Values_without_a_name_then_with_one(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("net-up IFACE!=lo", "net-up IFACE=eth0", true)]
    [InlineData("net-up IFACE!=lo", "net-up IFACE=lo", false)]
    [InlineData("net-up IFACE!=eth*", "net-up IFACE=eth0", false)]
    [InlineData("net-up IFACE!=", "net-up IFACE=", false)]
    [InlineData("net-up IFACE!=", "net-up IFACE=eth0", true)]
    public void Unequal_is_the_opposite_of_equal(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("net-up IFACE!=lo", "net-up")]
    [InlineData("net-up IFACE!=lo", "net-up ADDRESS=::1")]
    public void A_variable_that_the_event_lacks_is_not_even_unequal(string expression, string occurred) =>
        Assert.False(Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("runlevel [2345]", "runlevel RUNLEVEL=2", true)]
    [InlineData("runlevel [2345]", "runlevel RUNLEVEL=6", false)]
    [InlineData("runlevel [!2345]", "runlevel RUNLEVEL=6", true)]
    [InlineData("runlevel [!2345]", "runlevel RUNLEVEL=3", false)]
    [InlineData("runlevel RUNLEVEL=[!$LEVELS]", "runlevel RUNLEVEL=3", false)]
    [InlineData("net-up IFACE=eth?", "net-up IFACE=eth0", true)]
    [InlineData("net-up IFACE=*", "net-up IFACE=", true)]
    [InlineData("net-up IFACE=", "net-up IFACE=", true)]
    [InlineData("net-up IFACE=", "net-up IFACE=eth0", false)]
    [InlineData("net-up IFACE=eth", "net-up IFACE=eth0", false)]
    [InlineData("net-up \"*\"", "net-up IFACE=eth0", true)]
    [InlineData(@"net-up IFACE=\\*", "net-up IFACE=*", true)]
    [InlineData(@"net-up IFACE=\\*", "net-up IFACE=eth0", false)]
    public void Values_are_patterns_whether_quoted_or_not(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("stopping JOB=$PARENT", "stopping JOB=db", true)]
    [InlineData("stopping $PARENT", "stopping JOB=db", true)]
    [InlineData("stopping $PARENT", "stopping JOB=web", false)]
    [InlineData("stopping JOB!=$PARENT", "stopping JOB=web", true)]
    [InlineData("stopping $ANY", "stopping JOB=web", true)]
    public void Variables_are_replaced_and_give_the_pattern(string expression, string occurred, bool expected) =>
        Assert.Equal(expected, Texts.IsMatch(expression, occurred));

    [Theory]
    [InlineData("stopping $NOPE")]
    [InlineData("stopping JOB=$NOPE")]
    [InlineData("stopping JOB!=$NOPE")]
    public void An_unknown_variable_means_no_match_silently(string expression) =>
        Assert.False(Texts.IsMatch(expression, "stopping JOB=db"));

    [Fact]
    public void Names_of_events_and_variables_are_not_expanded()
    {
        List<string> asked = [];
        EventMatch condition = new("$PARENT", [], [new VariableMatch("$KEY", "x")]);
        Assert.True(condition.IsMatch(new Event("$PARENT", new EventVariable("$KEY", "x")), Expand));
        Assert.Empty(asked);

        string? Expand(string value)
        {
            asked.Add(value);
            return null;
        }
    }

    [Fact]
    public void A_value_may_hold_signs_after_its_first_equals() =>
        Assert.True(Texts.IsMatch("download URL=http://a/?b!=c=d", "download URL=http://a/?b!=c=d"));

    [Fact]
    public void Of_two_variables_with_one_name_the_first_counts()
    {
        Event occurred = new("e", new EventVariable("K", "1"), new EventVariable("K", "2"));
        Assert.True(Texts.IsMatch("e K=1", occurred));
        Assert.False(Texts.IsMatch("e K=2", occurred));
    }

    [Fact]
    public void What_no_text_can_say_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new EventMatch(""));
        Assert.Throws<ArgumentException>(() => new EventMatch("job:web"));
        Assert.Throws<ArgumentException>(() => new EventMatch("file:"));
        Assert.Throws<ArgumentException>(() => new EventMatch("a\nb"));
        Assert.Throws<ArgumentException>(() => new EventMatch("a", [""]));
        Assert.Throws<ArgumentException>(() => new EventMatch("a", ["b=c"]));
        Assert.Throws<ArgumentException>(() => new EventMatch("a", ["b\0"]));
        Assert.Throws<ArgumentException>(() => new VariableMatch("", "x"));
        Assert.Throws<ArgumentException>(() => new VariableMatch("a=b", "x"));
        Assert.Throws<ArgumentException>(() => new VariableMatch("a!", "x"));
        Assert.Throws<ArgumentException>(() => new VariableMatch("a", "x\ny"));
        Assert.Throws<ArgumentException>(() => new Event(""));
        Assert.Throws<ArgumentException>(() => new Event("a", new EventVariable("", "x")));
        Assert.Throws<ArgumentException>(() => new Event("a", new EventVariable("b=c", "x")));
        Assert.Throws<ArgumentException>(() => new Event("a", default(EventVariable)));
    }

    [Fact]
    public void Events_and_conditions_are_equal_by_what_they_say()
    {
        Assert.Equal(Texts.Event("a B=1 C=2"), Texts.Event("a B=1 C=2"));
        Assert.Equal(Texts.Event("a B=1 C=2").GetHashCode(), Texts.Event("a B=1 C=2").GetHashCode());
        Assert.NotEqual(Texts.Event("a B=1 C=2"), Texts.Event("a C=2 B=1"));
        Assert.NotEqual(Texts.Event("a"), Texts.Event("b"));
        Assert.Equal(new EventMatch("a", ["b"], [new("C", "d")]), new EventMatch("a", ["b"], [new("C", "d")]));
        Assert.NotEqual(new EventMatch("a", ["b"], [new("C", "d")]), new EventMatch("a", ["b"], [new("C", "d", true)]));
        Assert.Equal("a B=1 C=", Texts.Event("a B=1 C=").ToString());
    }
}
