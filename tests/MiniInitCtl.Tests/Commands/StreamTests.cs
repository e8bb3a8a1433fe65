using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Ctl.Texts;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>logs</c>, <c>events</c> and <c>wait</c>.</summary>
public sealed class StreamTests
{
    [Fact]
    public void The_output_of_one_job_stands_alone_and_that_of_several_has_names()
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Lines([Line("web", "one")], null), continues: true);
            caller.Reply(new ControlReply.Lines([Line("web", "two")], null));
        });
        Assert.Equal(new Tool(0, "one\ntwo\n", ""), init.Run("logs", "web"));
        Assert.Equal(new Tool(0, "web | one\nweb | two\n", ""), init.Run("logs"));
        Assert.Equal("web | one\nweb | two\n", init.Run("logs", "web", "db").Output);
        Assert.Equal("web | one\nweb | two\n", init.Run("logs", "w*").Output);
    }

    [Fact]
    public void What_is_wanted_of_it_is_inits_to_choose()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Lines([], null));
        Assert.Equal(0, init.Run("logs", "web", "@all", "-n", "5", "--since", "1970-01-01T00:00:05Z").ExitCode);
        Assert.Equal(0, init.Run("logs", "--follow").ExitCode);
        Assert.Equal(0, init.Run("logs", "-f", "--since", "1h").ExitCode);
        Assert.Equal(0, init.Run("logs").ExitCode);
        ControlCall.Logs[] asked = [.. init.Calls.Cast<ControlCall.Logs>()];
        Assert.Equal(["web", "@all"], asked[0].Patterns);
        Assert.Equal((5, 5_000_000L, false), (asked[0].Lines, asked[0].Since, asked[0].Follows));
        Assert.Equal((10, null, true), (asked[1].Lines, asked[1].Since, asked[1].Follows));
        Assert.Null(asked[2].Lines);
        Assert.InRange(Ago.Now - asked[2].Since!.Value, 3_600_000_000, 3_900_000_000);
        Assert.Equal((null, null, false), (asked[3].Lines, asked[3].Since, asked[3].Follows));
    }

    [Theory]
    [InlineData("--since", "noon", "cannot use \"noon\" as a time: expected a time ago like 5m, or a time like 13:00 or 2026-11-22T13:00")]
    [InlineData("-n", "x", "cannot use \"x\" as a count of lines: expected a whole number")]
    [InlineData("--timeout", "x", "cannot use \"x\" as a time: expected a duration like 250ms, 5s, 1h30m, or a number of seconds")]
    public void What_cannot_be_meant_is_refused(string option, string value, string problem) => Assert.Equal(
        new Tool(2, "", $"miniinitctl: {problem}\nTry `miniinitctl logs --help' for more information.\n"),
        Tool.Run("logs", option, value));

    [Fact]
    public void Output_that_was_lost_is_told()
    {
        using FakeInit init = FakeInit.That(new ControlReply.Lines([Line("web", "x")], 4096));
        Assert.Equal(
            new Tool(0, "x\n", "miniinitctl: 4096 bytes of output were overwritten before they could be shown\n"),
            init.Run("logs", "web"));
    }

    [Fact]
    public void A_program_gets_a_document_a_line()
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Lines([Line("web", "one")], null), continues: true);
            caller.Reply(new ControlReply.Lines([Line("web", "two")], null));
        });
        string[] lines = init.Run("logs", "--json").Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["one", "two"], lines.Select(line =>
            JsonDocument.Parse(line).RootElement.GetProperty("lines")[0].GetProperty("text").GetString()));
    }

    [Fact]
    public void Who_has_read_enough_ends_it_quietly()
    {
        using FakeInit init = new((_, caller) =>
        {
            for (int i = 0; i < 200; i++)
            {
                caller.Reply(new ControlReply.Lines([.. Enumerable.Repeat(Line("web", new string('x', 100)), 50)], null), continues: true);
            }
        });
        (int code, string output, string errors) = Running.Run(
            "/bin/bash", ["-c", "\"$0\" logs -f web | head -n 1; echo ${PIPESTATUS[0]}", Binaries.MiniInitCtl], init.Environment);
        Assert.Equal(0, code);
        Assert.Equal(new string('x', 100) + "\n141\n", output);
        Assert.Equal("", errors);
    }

    [Fact]
    public void Events_come_with_their_variables()
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Event(null, [], 1_000_000), continues: true);
            caller.Reply(new ControlReply.Event("started", ["JOB=web", "WHY=it was asked\u001b"], 1_500_000), continues: true);
            caller.Close();
        });
        Tool tool = init.Run("events", "-f");
        Assert.Equal($"{Ago.TimeOfDay(1_500_000)} started JOB=web WHY=\"it was asked\\u001B\"\n", tool.Output);
        Assert.Equal("miniinitctl: cannot show events: init ended the connection\n", tool.Error);
        Assert.Equal(5, tool.ExitCode);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("logs", "-f")]
    public void A_stream_is_listened_to_for_as_long_as_is_said(params string[] arguments)
    {
        using FakeInit init = new((call, caller) => caller.Reply(
            call is ControlCall.Events ? new ControlReply.Event("up", [], 0) : new ControlReply.Lines([Line("web", "up")], null), continues: true));
        Tool tool = init.Run(["--timeout", "2s", .. arguments]);
        Assert.Equal((0, ""), (tool.ExitCode, tool.Error));
        Assert.EndsWith(" up\n", tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running")]
    [InlineData("ready")]
    [InlineData("spawned", "pre-start")]
    public void Waiting_ends_when_it_is_so(string condition, params string[] before)
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Watched([Instances.Stopped("web")], []), continues: true);
            foreach (string state in before)
            {
                caller.Reply(new ControlReply.Watched([new InstanceInfo("web", "", "start", state, null, null, IsReady: false)], []), continues: true);
            }

            caller.Reply(new ControlReply.Watched([Instances.Running("web", 5) with { State = condition == "ready" ? "running" : condition }], []), continues: true);
        });
        Assert.Equal(new Tool(0, "", ""), init.Run("wait", "web", "--for", condition));
    }

    [Fact]
    public void Waiting_for_its_end_takes_a_job_that_is_down_or_gone()
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Watched([Instances.Running("web", 5), Instances.Running("db", 6)], []), continues: true);
            caller.Reply(new ControlReply.Watched([Instances.Stopped("web")], []), continues: true);
            caller.Reply(new ControlReply.Watched([], [new InstanceName("db", "")]), continues: true);
        });
        Assert.Equal(0, init.Run("wait", "web", "db", "--for", "stopped").ExitCode);
        Assert.Equal(0, init.Run("wait", "db", "--for", "gone").ExitCode);
        Assert.Equal(0, init.Run("wait", "nope", "--for", "gone").ExitCode);
        Assert.Equal(0, init.Run("wait", "?b", "--for", "stopped").ExitCode);
    }

    [Fact]
    public void Waiting_may_be_for_one_instance()
    {
        using FakeInit init = new((_, caller) => caller.Reply(
            new ControlReply.Watched([Instances.Running("getty", 5, "tty1"), Instances.Stopped("getty") with { Instance = "tty2" }], []), continues: true));
        Assert.Equal(0, init.Run("wait", "getty", "-I", "tty1").ExitCode);
        Assert.Equal(
            "miniinitctl: cannot wait until getty (tty2) is running: the time to wait is over; getty (tty2) is stop/waiting\n",
            init.Run("wait", "getty", "-I", "tty2", "--timeout", "2s").Error);
    }

    [Fact]
    public void Waiting_for_what_is_not_there_is_an_unknown_job()
    {
        using FakeInit init = new((_, caller) => caller.Reply(new ControlReply.Watched([Instances.Stopped("db")], []), continues: true));
        Assert.Equal(
            new Tool(4, "", "miniinitctl: cannot wait until db, web are running: there is no job \"web\"; \"miniinitctl list\" shows them all\n"),
            init.Run("wait", "db", "web"));
    }

    [Fact]
    public void A_program_is_told_where_they_were_then()
    {
        using FakeInit init = new((_, caller) => caller.Reply(new ControlReply.Watched([Instances.Running("web", 5)], []), continues: true));
        using JsonDocument json = JsonDocument.Parse(init.Run("wait", "web", "--json").Output);
        Assert.Equal(5, json.RootElement.GetProperty("instances")[0].GetProperty("mainPid").GetInt32());
    }

    [Theory]
    [InlineData("a job is missing; \"miniinitctl list\" shows them all")]
    [InlineData("cannot wait for \"lunch\": write running, ready, stopped, gone, or a state", "web", "--for", "lunch")]
    [InlineData("cannot wait by variables: name the instance with --instance", "web", "A=1")]
    public void What_cannot_be_waited_for_is_refused(string problem, params string[] arguments)
    {
        Tool tool = Tool.Run(["wait", .. arguments]);
        Assert.Equal(2, tool.ExitCode);
        Assert.StartsWith($"miniinitctl: {problem}\n", tool.Error, StringComparison.Ordinal);
    }

    private static LogLine Line(string job, string text) => new(job, "", 0, text, null, IsPiece: false);
}
