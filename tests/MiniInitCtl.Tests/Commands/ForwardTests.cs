using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>forward-events</c>.</summary>
public sealed class ForwardTests
{
    private const string Begun = "forwarding the system's events as :sys:NAME\n";
    private const string SessionEnded = "miniinitctl: cannot forward events: init ended the connection\n";

    [Fact]
    public void Events_are_emitted_in_the_session_under_a_name_that_says_where_they_are_from()
    {
        using FakeInit system = Emitting(("net-up", ["IFACE=eth0", "WHY=it was asked"]), ("last", []));
        using FakeInit session = Session();
        Assert.Equal(new Tool(5, Begun, SessionEnded), Forward(session, system));
        Assert.Equal(
            [":sys:net-up IFACE=eth0 WHY=it was asked", ":sys:last "],
            Emitted(session).Select(emit => $"{emit.Event} {string.Join(' ', emit.Environment)}"));
        Assert.All(Emitted(session), emit => Assert.False(emit.Waiting.IsWanted));
    }

    [Fact]
    public void What_was_forwarded_once_is_not_forwarded_again()
    {
        using FakeInit system = Emitting((":sys:net-up", []), ("sys:net-up", []), ("of:it", []), ("last", []));
        using (FakeInit session = Session())
        {
            _ = Forward(session, system);
            Assert.Equal([":sys:sys:net-up", ":sys:of:it", ":sys:last"], Emitted(session).Select(emit => emit.Event));
        }

        using FakeInit other = Session();
        Assert.Equal("forwarding the system's events as of:NAME\n", Forward(other, system, "--prefix", "of:").Output);
        Assert.Equal(["of:sys:net-up", "of:last"], Emitted(other).Select(emit => emit.Event));
    }

    [Fact]
    public void More_events_than_calls_may_wait_come_all_and_in_order()
    {
        (string, string[])[] many = [.. Enumerable.Range(0, 200).Select(i => ($"e{i}", (string[])[])), ("last", [])];
        using FakeInit system = Emitting(many);
        using FakeInit session = Session();
        Assert.Equal(new Tool(5, Begun, SessionEnded), Forward(session, system));
        Assert.Equal(many.Select(one => ":sys:" + one.Item1), Emitted(session).Select(emit => emit.Event));
    }

    [Fact]
    public void Events_that_were_missed_are_told_and_the_next_ones_come()
    {
        int asked = 0;
        using FakeInit system = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Event(null, [], 0), continues: true);
            if (asked++ == 0)
            {
                caller.Refuse(new ControlError.Busy("some are missing"));
            }
            else
            {
                caller.Reply(new ControlReply.Event("last", [], 0), continues: true);
            }
        });
        using FakeInit session = Session();
        Assert.Equal(
            new Tool(
                5,
                Begun,
                "miniinitctl: some are missing\nminiinitctl: listening to the system's init again; events in between are missing\n" + SessionEnded),
            Forward(session, system));
        Assert.Equal(":sys:last", Assert.Single(Emitted(session)).Event);
    }

    [Fact]
    public void When_the_systems_init_goes_it_is_looked_for_until_it_is_back()
    {
        int asked = 0;
        using FakeInit system = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Event(null, [], 0), continues: true);
            if (asked++ == 0)
            {
                caller.Close();
            }
            else
            {
                caller.Reply(new ControlReply.Event("last", [], 0), continues: true);
            }
        });
        using FakeInit session = Session();
        Assert.Equal(
            new Tool(
                5,
                Begun,
                "miniinitctl: the system's init is gone; it is looked for from time to time\n"
                    + "miniinitctl: listening to the system's init again; events in between are missing\n" + SessionEnded),
            Forward(session, system));
    }

    [Fact]
    public void An_event_that_the_session_does_not_take_is_told_and_the_others_come()
    {
        using FakeInit system = Emitting(("bad", []), ("last", []));
        using FakeInit session = Session(refused: ":sys:bad");
        Assert.Equal(
            new Tool(5, Begun, "miniinitctl: cannot forward bad: it is a bad one\n" + SessionEnded), Forward(session, system));
        Assert.Equal([":sys:bad", ":sys:last"], Emitted(session).Select(emit => emit.Event));
    }

    [Fact]
    public void Without_the_right_to_see_them_there_is_an_error()
    {
        using FakeInit system = FakeInit.That(new ControlError.PermissionDenied("org.miniinit.Control.Events", null));
        using FakeInit session = Session();
        Assert.Equal(
            new Tool(
                1,
                "",
                "miniinitctl: cannot follow the system's events: you may not; ask as root, or have root allow it with \"control.allow\" of [init]\n"),
            Forward(session, system));
    }

    [Fact]
    public void Where_there_is_no_init_of_the_system_that_is_an_error()
    {
        using FakeInit session = Session();
        Tool tool = Forward(session, "/nowhere/control");
        Assert.Equal((5, ""), (tool.ExitCode, tool.Output));
        Assert.StartsWith(
            "miniinitctl: cannot reach init at /nowhere/control, where MINIINIT_SYSTEM_SOCKET leads: there is no such file; ",
            tool.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_systems_init_does_not_forward_to_itself()
    {
        using FakeInit system = new((_, caller) => caller.Reply(new ControlReply.Version("0.1.0", 1, "pid1", 1)));
        Assert.Equal(
            new Tool(
                1,
                "",
                "miniinitctl: cannot forward events: this is no session's init; run it as a job of a session, or choose one by --user or --session\n"),
            system.Run("forward-events"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a=")]
    public void What_no_name_can_begin_with_is_refused(string prefix)
    {
        Tool tool = Tool.Run("forward-events", "--prefix", prefix);
        Assert.Equal((2, ""), (tool.ExitCode, tool.Output));
        Assert.StartsWith("miniinitctl: cannot use ", tool.Error, StringComparison.Ordinal);
    }

    private static Tool Forward(FakeInit session, FakeInit system, params string[] options) => Forward(session, system.Path, options);

    private static Tool Forward(FakeInit session, string system, params string[] options) => Tool.Run(
        new Dictionary<string, string> { ["MINIINIT_SESSION"] = session.Path, ["MINIINIT_SYSTEM_SOCKET"] = system },
        ["forward-events", .. options]);

    /// <summary>The init of a session, which ends when it is told of the event that is the last.</summary>
    private static FakeInit Session(string? refused = null) => new((call, caller) =>
    {
        switch (call)
        {
            case ControlCall.Emit emit when emit.Event == refused:
                caller.Refuse(new ControlError.InvalidParameter("event", "it is a bad one"));
                break;
            case ControlCall.Emit emit when emit.Event.EndsWith(":last", StringComparison.Ordinal):
                caller.Close();
                break;
            case ControlCall.Emit:
                caller.Reply(new ControlReply.Done());
                break;
            default:
                caller.Reply(new ControlReply.Version("0.1.0", 9, "user", 1));
                break;
        }
    });

    private static FakeInit Emitting(params (string Name, string[] Variables)[] events) => new((_, caller) =>
    {
        caller.Reply(new ControlReply.Event(null, [], 0), continues: true);
        foreach ((string name, string[] variables) in events)
        {
            caller.Reply(new ControlReply.Event(name, variables, 0), continues: true);
        }
    });

    private static IEnumerable<ControlCall.Emit> Emitted(FakeInit session) => session.Calls.OfType<ControlCall.Emit>();
}
