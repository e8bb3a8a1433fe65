using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What processes say of themselves: sd_notify(3), and readiness in other ways.</summary>
public sealed class NoticeTests
{
    private static JobDefinition Notifier => Rig.Service("web") with { IsManual = true, Ready = new Readiness.Notify() };

    [Fact]
    public void Ready_is_believed_where_the_job_is_to_say_it()
    {
        Rig rig = new(Notifier);
        Assert.Null(rig.Start("web"));
        rig.Notify("web", "STATUS=nearly\nREADY=1");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal("nearly", Assert.Single(rig.Status).StatusText);
    }

    [Fact]
    public void Ready_is_not_believed_where_readiness_comes_by_another_way()
    {
        Rig rig = new(Notifier with { Ready = new Readiness.Descriptor() });
        Assert.Null(rig.Start("web"));
        rig.Notify("web", "READY=1");
        Assert.Null(rig.AnswerTo(1));
        rig.Ready("web");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_job_that_stops_itself_is_ready_then()
    {
        Rig rig = new(Notifier with { Ready = new Readiness.Stop() });
        Assert.Null(rig.Start("web"));
        rig.Ready("web");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void Kinds_of_readiness_that_are_not_in_effect_are_that_of_the_program()
    {
        Readiness[] kinds =
        [
            new Readiness.File("/ready"),
            new Readiness.Alive(TimeSpan.FromSeconds(1)),
        ];
        foreach (Readiness kind in kinds)
        {
            Assert.Equal("", new Rig(Notifier with { Ready = kind }).Start("web"));
        }
    }

    [Fact]
    public void Stopping_and_reloading_are_shown_until_they_are_over()
    {
        Rig rig = new(Notifier);
        rig.Start("web");
        rig.Notify("web", "READY=1");
        rig.Notify("web", "RELOADING=1");
        Assert.True(Assert.Single(rig.Status).IsReloading);
        rig.Notify("web", "READY=1");
        Assert.False(Assert.Single(rig.Status).IsReloading);
        rig.Notify("web", "STOPPING=1\nRELOADING=1");
        Assert.True(Assert.Single(rig.Status) is { IsStopping: true, IsReloading: false });
        rig.Exit("web");
        rig.Start("web");
        Assert.False(Assert.Single(rig.Status).IsStopping);
    }

    [Fact]
    public void A_status_is_kept_short_and_taken_back_by_an_empty_one()
    {
        Rig rig = new(Notifier);
        rig.Start("web");
        rig.Notify("web", "STATUS=" + string.Concat(Enumerable.Repeat("\U0001F600", 600)));
        Assert.Equal(SupervisorLimits.StatusText, Assert.Single(rig.Status).StatusText!.Length);
        rig.Notify("web", "STATUS=a" + string.Concat(Enumerable.Repeat("\U0001F600", 600)));
        Assert.Equal(SupervisorLimits.StatusText - 1, Assert.Single(rig.Status).StatusText!.Length);
        rig.Notify("web", "STATUS=");
        Assert.Null(Assert.Single(rig.Status).StatusText);
    }

    [Fact]
    public void An_errno_is_a_part_of_the_failure()
    {
        Rig rig = new(Notifier);
        Assert.Null(rig.Start("web"));
        rig.Notify("web", "ERRNO=13");
        rig.Exit("web", 1);
        Assert.Equal("Failed web: main process (101) terminated with status 1, and said errno 13", rig.AnswerTo(1));
    }

    [Fact]
    public void A_start_that_asks_for_time_gets_it_and_never_less_than_it_had()
    {
        Rig rig = new(Notifier with { StartTimeout = TimeSpan.FromSeconds(10) });
        Assert.Null(rig.Start("web"));
        rig.Notify("web", "EXTEND_TIMEOUT_USEC=1000000");
        rig.Pass(9);
        Assert.DoesNotContain("web: TERM to main, tree", rig.Trace);
        rig.Notify("web", "EXTEND_TIMEOUT_USEC=20000000");
        rig.Pass(19);
        Assert.DoesNotContain("web: TERM to main, tree", rig.Trace);
        rig.Pass(2);
        Assert.Contains("web: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void A_stop_is_put_off_before_the_kill_and_not_after_it()
    {
        Rig rig = new(Rig.Service("web") with { KillTimeout = TimeSpan.FromSeconds(5) });
        rig.Notify("web", "EXTEND_TIMEOUT_USEC=3600000000");
        Assert.Null(rig.Stop("web"));
        rig.Pass(4);
        rig.Notify("web", "EXTEND_TIMEOUT_USEC=10000000");
        rig.Pass(9);
        Assert.DoesNotContain("web: KILL to main, tree", rig.Trace);
        rig.Pass(2);
        Assert.Contains("web: KILL to main, tree", rig.Trace);
        rig.Notify("web", "EXTEND_TIMEOUT_USEC=3600000000");
        rig.Pass(2);
        Assert.Contains("web: killed -> unkillable", rig.Trace);
    }

    [Fact]
    public void Another_main_process_is_followed_and_the_former_one_is_of_no_concern()
    {
        Rig rig = new(Rig.Service("web"));
        ProcessTicket main = rig.Main("web");
        rig.Tell(new SupervisorInput.MainChanged(main, 500));
        rig.Tell(new SupervisorInput.ChildExited(101, new ProcessEnd.Exited(0)));
        Assert.Equal("web start/running, process 500", Assert.Single(rig.Status).ToString());
        Assert.Null(rig.Stop("web"));
        Assert.Contains("web: TERM to main, tree", rig.Trace);
        rig.Tell(new SupervisorInput.ChildExited(500, new ProcessEnd.Killed(Signal.Term)));
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_main_process_named_before_the_word_that_the_first_runs_stays_the_main_one()
    {
        Supervisor supervisor = new(seed: 1);
        ProcessTicket main = supervisor.Handle(new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web")], []), TimeSpan.Zero)
            .OfType<SupervisorEffect.Spawn>().Single().Process;
        supervisor.Handle(new SupervisorInput.MainChanged(main, 500), TimeSpan.Zero);
        supervisor.Handle(new SupervisorInput.ChildStarted(main, 101), TimeSpan.Zero);
        supervisor.Handle(new SupervisorInput.ChildExited(101, new ProcessEnd.Exited(0)), TimeSpan.Zero);
        Assert.Equal("web start/running, process 500", supervisor.Status().Single().ToString());
    }

    [Fact]
    public void The_process_of_another_job_does_not_become_the_main_one()
    {
        Rig rig = new(Rig.Service("a"), Rig.Service("b"));
        rig.Tell(new SupervisorInput.MainChanged(rig.Main("a"), 102));
        Assert.Equal(["a start/running, process 101", "b start/running, process 102"], rig.Status.Select(s => s.ToString()));
        Assert.Contains("a: warn: process 102 cannot be its main process: it is another's", rig.Trace);
    }

    [Fact]
    public void A_new_main_process_during_a_stop_is_asked_to_end_too()
    {
        Rig rig = new(Rig.Service("web"));
        ProcessTicket main = rig.Main("web");
        Assert.Null(rig.Stop("web"));
        rig.Take();
        rig.Tell(new SupervisorInput.MainChanged(main, 500));
        Assert.Contains("web: TERM to main, tree", rig.Trace);
    }
}
