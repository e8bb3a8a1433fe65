using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What must not be, and is: it costs one job, and the loop lives on.</summary>
public sealed class BugTests
{
    [Fact]
    public void An_exception_in_a_job_kills_its_processes_and_fails_it()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db"));
        JobDefinition definition = rig.Inside("web").Definition;
        rig.Inside("web").Definition = null!;
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: KILL to main, tree", rig.Trace);
        Assert.Single(rig.Trace, line => line.StartsWith("web: error: internal error, the job is given up: NullReference", StringComparison.Ordinal));
        rig.Inside("web").Definition = definition;
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal("", rig.AnswerTo(1));
        InstanceStatus web = rig.Status.Single(status => status.Job == "web");
        Assert.Equal("web stop/waiting", web.ToString());
        Assert.Equal("internal", web.LastResult?.Failure?.Process);
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        Assert.Equal("", rig.Start("web"));
    }

    [Fact]
    public void A_job_that_cannot_even_go_down_is_put_down_by_force()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("db"));
        JobDefinition definition = rig.Inside("web").Definition;
        rig.Inside("web").Definition = null!;
        Assert.Null(rig.Stop("web"));
        rig.End("web", new ProcessEnd.Killed(Signal.Kill));
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal("web stop/waiting", rig.Status.Single(status => status.Job == "web").ToString());
        rig.Inside("web").Definition = definition;
        Assert.Equal("", rig.Start("web"));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Exit("web");
        rig.Exit("db");
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void A_broken_invariant_is_found_after_the_input_and_fails_the_job()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Inside("web").Main = null;
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        Assert.Contains("web: error: internal error, the job is given up: is up without a process", rig.Trace);
        Assert.Equal("web stop/waiting", Assert.Single(rig.Status).ToString());
        Assert.Equal("", rig.Start("web"));
    }

    [Fact]
    public void What_requires_a_job_that_is_given_up_goes_down_with_it()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        rig.Inside("db").Main = null;
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("db")));
        Assert.Contains("web: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void The_report_has_the_last_inputs()
    {
        Rig rig = new(Rig.Service("web"));
        for (int time = 0; time < 50; time++)
        {
            rig.Pass(1);
        }

        rig.Inside("web").Main = null;
        rig.Ask(new SupervisorRequest.Reload(Rig.Target("web")));
        string report = Assert.Single(rig.Trace, line => line.Contains("the inputs before it", StringComparison.Ordinal));
        Assert.Equal(16, report.Split(';').Length);
        Assert.Contains("1050.000 TimePassed", report, StringComparison.Ordinal);
        Assert.Contains("Asked", report, StringComparison.Ordinal);
        Assert.True(report.Length < 16 * 150);
    }

    [Fact]
    public void An_event_reaches_the_others_where_one_job_is_broken()
    {
        Rig rig = new(
            Rig.Service("a") with { IsManual = false, StopOn = Rig.On("ping") },
            Rig.Service("b") with { StartOn = Rig.On("ping") });
        rig.Inside("a").Variables = null!;
        rig.Inside("a").StopOn = new Core.Events.ExpressionState(Rig.On("ping X=$Y"));
        rig.Emit("ping", new Core.Events.EventVariable("X", "1"));
        Assert.Contains(rig.Trace, line => line.StartsWith("a: error: internal error", StringComparison.Ordinal));
        Assert.Contains("b", rig.Alive.Select(child => child.Title));
    }
}
