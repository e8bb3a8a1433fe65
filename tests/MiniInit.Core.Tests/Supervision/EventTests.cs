using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Jobs that start and stop on events: Upstart's cases.</summary>
public sealed class EventTests
{
    [Fact]
    public void An_event_starts_a_job_with_its_variables()
    {
        Rig rig = new(Rig.Service("dhcp") with { StartOn = Rig.On("net-up IFACE!=lo") });
        rig.Emit("net-up", new EventVariable("IFACE", "lo"));
        Assert.Empty(rig.Alive);
        rig.Emit("net-up", new EventVariable("IFACE", "eth0"));
        Assert.Contains("dhcp: spawn main IFACE=eth0 UPSTART_EVENTS=net-up", rig.Trace);
    }

    [Fact]
    public void Two_events_are_remembered_until_both_came()
    {
        Rig rig = new(Rig.Service("web") with { StartOn = Rig.On("a and b") });
        Assert.Equal("", rig.Emit("a", new EventVariable("X", "1")));
        Assert.Empty(rig.Alive);
        Assert.Equal("", rig.Emit("b", new EventVariable("Y", "2")));
        Assert.Contains("web: spawn main X=1 Y=2 UPSTART_EVENTS=a b", rig.Trace);
    }

    [Fact]
    public void An_emitter_waits_until_the_job_is_up_or_the_task_is_done()
    {
        Rig rig = new(Rig.Task("fix") with { StartOn = Rig.On("broken") });
        Assert.Null(rig.Emit("broken"));
        rig.Exit("fix");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void An_event_does_not_wait_for_what_cannot_be_killed()
    {
        Rig rig = new(Rig.Service("web") with { StopOn = Rig.On("maintenance") });
        Assert.Null(rig.Stop("web"));
        rig.Pass(5 + 2);
        Assert.Equal("", rig.Emit("maintenance"));
    }

    [Fact]
    public void A_job_that_fails_fails_the_event_and_that_is_an_event_too()
    {
        Rig rig = new(
            Rig.Task("fix") with { StartOn = Rig.On("broken") }, Rig.Service("alarm") with { StartOn = Rig.On("broken/failed") });
        Assert.Null(rig.Emit("broken"));
        rig.Exit("fix", 1);
        Assert.Equal("EventFailed broken", rig.AnswerTo(1));
        Assert.Equal(["alarm"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void Starting_holds_the_job_until_what_it_starts_is_up()
    {
        Rig rig = new(
            Rig.Service("web") with { IsManual = true },
            Rig.Service("db") with { StartOn = Rig.On("starting web"), Ready = new Readiness.Notify() });
        Assert.Null(rig.Start("web"));
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        rig.Ready("db");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void Starting_does_not_hold_the_job_for_ever()
    {
        Rig rig = new(
            Rig.Service("web") with { IsManual = true },
            Rig.Service("db") with { StartOn = Rig.On("starting web"), Ready = new Readiness.Notify(), StartTimeout = TimeSpan.FromHours(1) });
        Assert.Null(rig.Start("web"));
        rig.Pass(60);
        Assert.Equal("", rig.AnswerTo(1));
        rig.Ready("db");
    }

    [Fact]
    public void Stopping_holds_the_job_until_what_it_stops_is_down()
    {
        Rig rig = new(Rig.Service("db"), Rig.Service("web") with { StartOn = Rig.On("started db"), StopOn = Rig.On("stopping db") });
        Assert.Equal(2, rig.Alive.Count);
        rig.Take();
        Assert.Null(rig.Stop("db"));
        Assert.DoesNotContain("db: TERM to main, tree", rig.Trace);
        rig.Exit("web");
        Assert.Contains("db: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void Stopped_says_how_it_ended()
    {
        Rig rig = new(
            Rig.Service("web"), Rig.Task("mail") with { StartOn = Rig.On("stopped web RESULT=failed EXIT_STATUS=[1-9]*") });
        rig.Exit("web", 42);
        Assert.Contains(
            "mail: spawn main JOB=web INSTANCE= RESULT=failed PROCESS=main EXIT_STATUS=42 UPSTART_EVENTS=stopped", rig.Trace);
    }

    [Fact]
    public void Exported_variables_go_with_the_events()
    {
        Rig rig = new(
            Rig.Service("web") with { IsManual = true, Export = ["PORT"] }, Rig.Service("lb") with { StartOn = Rig.On("started web PORT=80") });
        rig.Start("web", new EventVariable("PORT", "81"));
        Assert.Equal(["web"], rig.Alive.Select(child => child.Title));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        rig.Start("web", new EventVariable("PORT", "80"));
        Assert.Equal(["lb", "web"], rig.Alive.Select(child => child.Title).Order());
    }

    [Fact]
    public void A_level_starts_a_job_whenever_it_comes_true()
    {
        Rig rig = new(
            Rig.Service("db") with { IsManual = true }, Rig.Service("web") with { StartOn = Rig.On("job:db and file:/ready") });
        rig.Start("db");
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        rig.Tell(new SupervisorInput.FilesChanged(["/ready"]));
        Assert.Equal(["db", "web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void Each_instance_is_started_by_its_own_event()
    {
        Rig rig = new(Rig.Service("tty") with { StartOn = Rig.On("tty-added"), StopOn = Rig.On("tty-removed TTY=$TTY"), Instance = Expand("$TTY") });
        rig.Emit("tty-added", new EventVariable("TTY", "1"));
        rig.Emit("tty-added", new EventVariable("TTY", "2"));
        Assert.Equal(["tty (1)", "tty (2)"], rig.Alive.Select(child => child.Title));
        Assert.Null(rig.Emit("tty-removed", new EventVariable("TTY", "1")));
        Assert.Contains("tty (1): TERM to main, tree", rig.Trace);
        Assert.DoesNotContain("tty (2): TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void Startup_is_emitted_once()
    {
        Rig rig = new(Rig.Task("setup") with { StartOn = Rig.On("startup") });
        rig.Exit("setup");
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [Rig.Task("setup") with { StartOn = Rig.On("startup"), Nice = 1 }], []));
        Assert.Empty(rig.Alive);
    }

    private static Core.Expansions.Expansion Expand(string text) =>
        Core.Expansions.Expansion.TryParse(text, out Core.Expansions.Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
