using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Tests.Commands;

/// <summary><c>status</c> and <c>list</c>.</summary>
public sealed class StatusTests
{
    [Fact]
    public void A_program_gets_one_line_and_init_is_not_asked_for_more()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12));
        Assert.Equal(new Tool(0, "web start/running, process 12\n", ""), init.Run("status", "web"));
        ControlCall.Status status = Assert.IsType<ControlCall.Status>(Assert.Single(init.Calls));
        Assert.True(status.IsBrief);
        Assert.True(status.Target.IsWholeJob);
    }

    [Fact]
    public void A_job_that_is_down_is_an_answer_all_the_same()
    {
        using FakeInit init = FakeInit.With(Instances.Stopped("db"));
        Assert.Equal(new Tool(0, "db stop/waiting\n", ""), init.Run("status", "db"));
    }

    [Fact]
    public void The_exit_code_can_be_asked_for()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(0, init.Run("status", "--check", "web").ExitCode);
        Assert.Equal(new Tool(3, "web start/running, process 12\ndb stop/waiting\n", ""), init.Run("status", "--check", "web", "db"));
        Assert.Equal(new Tool(3, "", ""), init.Run("status", "--check", "-q", "db"));
        Assert.Equal(4, init.Run("status", "--check", "nope").ExitCode);
        Assert.Equal(3, init.Run("status", "--check", "--json", "db").ExitCode);
    }

    [Fact]
    public void All_instances_of_a_job_are_told()
    {
        using FakeInit init = FakeInit.With(Instances.Running("getty", 1, "tty1"), Instances.Running("getty", 2, "tty2"));
        Assert.Equal("getty (tty1) start/running, process 1\ngetty (tty2) start/running, process 2\n", init.Run("status", "getty").Output);
    }

    [Fact]
    public void The_long_form_can_be_asked_for()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(
            "web start/running, process 12\n  ready      yes, by exec\n\ndb stop/waiting\n",
            init.Run("status", "--long", "web", "db").Output);
        Assert.False(Assert.IsType<ControlCall.Status>(init.Calls[0]).IsBrief);
        Assert.Equal(2, init.Run("status", "-l", "-s", "web").ExitCode);
    }

    [Fact]
    public void A_person_gets_the_long_form_and_colours()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12));
        Assert.Contains("\u001b[32mstart/running\u001b[0m, process 12\r\n", OnTerminal(init, "xterm", "status", "web"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', OnTerminal(init, "dumb", "status", "web"));
        Assert.DoesNotContain('\u001b', OnTerminal(init, "xterm", "status", "--no-color", "web"));
        Assert.Equal("web start/running, process 12\r\n", OnTerminal(init, "xterm", "status", "-s", "web"));
        Assert.Equal("web start/running, process 12\r\n", OnTerminal(init, "xterm", "--compat", "status", "web"));
    }

    [Fact]
    public void A_person_gets_a_table_and_a_program_lines()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12), Instances.Stopped("db"));
        Assert.Equal(new Tool(0, "web start/running, process 12\ndb stop/waiting\n", ""), init.Run("list"));
        Assert.Equal(new Tool(0, "db stop/waiting\n", ""), init.Run("list", "d*"));
        Assert.Equal("JOB  STATE          PID\r\nweb  start/running   12\r\ndb   stop/waiting\r\n", OnTerminal(init, "dumb", "list"));
        Assert.Contains("\u001b[32mstart/running", OnTerminal(init, "xterm", "list"), StringComparison.Ordinal);
        Assert.Equal(new Tool(4, "", "miniinitctl: cannot list jobs: none matches \"x*\"; \"miniinitctl list\" shows them all\n"), init.Run("list", "x*"));
    }

    [Fact]
    public void A_list_in_parts_is_one_document()
    {
        using FakeInit init = new((_, caller) =>
        {
            caller.Reply(new ControlReply.Instances([Instances.Running("a", 1)]), continues: true);
            caller.Reply(new ControlReply.Instances([Instances.Running("b", 2)]));
        });
        using JsonDocument json = JsonDocument.Parse(init.Run("list", "--json").Output);
        Assert.Equal(["a", "b"], json.RootElement.GetProperty("instances").EnumerateArray().Select(one => one.GetProperty("job").GetString()));
        Assert.Equal("a start/running, process 1\nb start/running, process 2\n", init.Run("list").Output);
    }

    [Fact]
    public void A_program_is_told_all_of_a_status()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12));
        using JsonDocument json = JsonDocument.Parse(init.Run("status", "--json", "web").Output);
        Assert.Equal("exec", json.RootElement.GetProperty("statuses")[0].GetProperty("readiness").GetString());
        Assert.False(Assert.IsType<ControlCall.Status>(Assert.Single(init.Calls)).IsBrief);
    }

    [Fact]
    public void Names_of_a_hostile_init_never_steer_a_terminal()
    {
        using FakeInit init = FakeInit.With(Instances.Running("web", 12) with { Instance = "\u001b[2J" });
        Assert.DoesNotContain('\u001b', init.Run("status", "web").Output);
        Assert.DoesNotContain('\u001b', init.Run("list").Output);
        Assert.DoesNotContain('\u001b', OnTerminal(init, "dumb", "list"));
    }

    private static string OnTerminal(FakeInit init, string term, params string[] arguments)
    {
        using Pty terminal = Pty.Open();
        Dictionary<string, string> environment = new(init.Environment) { ["TERM"] = term, ["NO_COLOR"] = "", ["LC_ALL"] = "C" };
        using Running tool = terminal.Start([Binaries.MiniInitCtl, .. arguments], environment);
        Assert.Equal(0, tool.WaitForExit());
        return terminal.Output;
    }
}
