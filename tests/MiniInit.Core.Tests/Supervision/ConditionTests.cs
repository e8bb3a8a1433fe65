using System;
using System.Linq;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>Conditions of a start.</summary>
public sealed class ConditionTests
{
    private static JobDefinition Conditional => Rig.Service("web") with { IsManual = true, IfPathExists = ["/there"] };

    [Fact]
    public void A_condition_that_holds_lets_the_job_start()
    {
        Rig rig = new(Conditional);
        Assert.Equal("", rig.Start("web"));
        Assert.Single(rig.Trace, "web: check conditions");
    }

    [Fact]
    public void A_condition_that_does_not_hold_skips_the_start_and_is_no_failure()
    {
        Rig rig = new(Conditional, Rig.Service("alarm") with { StartOn = Rig.On("stopped web") });
        rig.Unmet["web"] = "/there does not exist";
        Assert.Equal("Refused web: /there does not exist", rig.Start("web"));
        Assert.Empty(rig.Alive);
        InstanceStatus status = rig.Status.Single(status => status.Job == "web");
        Assert.Equal((JobGoal.Stop, JobState.Waiting), (status.Goal, status.State));
        Assert.Equal("/there does not exist", status.LastResult?.Skipped);
        Assert.Null(status.LastResult?.Failure);
    }

    [Fact]
    public void The_same_reason_is_said_once()
    {
        Rig rig = new(Conditional);
        rig.Unmet["web"] = "/there does not exist";
        rig.Start("web");
        rig.Start("web");
        Assert.Single(rig.Trace, "web: message: skipped: /there does not exist");
        rig.Unmet.Clear();
        Assert.Equal("", rig.Start("web"));
    }

    [Fact]
    public void What_requires_a_skipped_job_runs_without_it()
    {
        Rig rig = new(Conditional, Rig.Service("shop") with { Requires = ["web"], IsManual = true });
        rig.Unmet["web"] = "/there does not exist";
        Assert.Equal("", rig.Start("shop"));
        Assert.Equal(["shop"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void An_event_is_not_failed_by_a_job_that_is_skipped()
    {
        Rig rig = new(Conditional with { IsManual = false, StartOn = Rig.On("ping") });
        rig.Unmet["web"] = "$PORT is not set";
        Assert.Equal("", rig.Emit("ping"));
    }

    [Fact]
    public void A_restart_asks_again_and_a_respawn_does_not()
    {
        Rig rig = new(Conditional with { Respawn = RespawnPolicy.Always });
        rig.Start("web");
        rig.Pass(2);
        rig.Take();
        rig.Exit("web", 1);
        Assert.Single(rig.Alive);
        Assert.DoesNotContain("web: check conditions", rig.Take());
        rig.Unmet["web"] = "/there does not exist";
        Assert.Null(rig.Restart("web"));
        rig.Exit("web");
        Assert.Empty(rig.Alive);
        Assert.Equal("Refused web: /there does not exist", rig.AnswerTo(2));
    }

    [Fact]
    public void An_answer_to_a_start_that_was_given_up_does_not_count_for_the_next()
    {
        Supervisor supervisor = new(seed: 1);
        ClientTicket client = new(1);
        TimeSpan now = TimeSpan.Zero;
        supervisor.Handle(new SupervisorInput.Configured(new InitDefinition(), [Conditional], []), now);
        supervisor.Handle(new SupervisorInput.Asked(client, new SupervisorRequest.Start(Rig.Target("web"), Waits: false)), now);
        supervisor.Handle(new SupervisorInput.Asked(client, new SupervisorRequest.Stop(Rig.Target("web"), Waits: false)), now);
        supervisor.Handle(new SupervisorInput.Asked(client, new SupervisorRequest.Start(Rig.Target("web"), Waits: false)), now);
        Assert.Single(supervisor.Handle(new SupervisorInput.ConditionsChecked("web", "", "too early"), now).OfType<SupervisorEffect.CheckConditions>());
        Assert.Single(supervisor.Handle(new SupervisorInput.ConditionsChecked("web", "", null), now).OfType<SupervisorEffect.Spawn>());
    }

    [Fact]
    public void An_instance_that_is_down_without_a_result_is_forgotten()
    {
        Rig rig = new(Rig.Service("tty") with { Instance = Expand("$TTY"), IfPathExists = ["/there"] });
        rig.Start("tty", new EventVariable("TTY", "1"));
        Assert.Null(rig.Stop("tty", new EventVariable("TTY", "1")));
        rig.Exit("tty (1)");
        Assert.DoesNotContain("tty (1): forgotten", rig.Trace);
        rig.Ask(new SupervisorRequest.Reset("tty"));
        Assert.Contains("tty (1): forgotten", rig.Trace);
    }

    [Fact]
    public void A_stream_of_new_instances_has_room_as_long_as_old_ones_are_down()
    {
        Rig rig = new(Rig.Task("mail") with { Instance = Expand("$ID") });
        for (int id = 0; id <= SupervisorLimits.Instances; id++)
        {
            Assert.Equal("", rig.Ask(new SupervisorRequest.Start(Rig.Target("mail", new EventVariable("ID", $"{id}")), Waits: false)));
            rig.Pass(0.001);
            rig.Exit($"mail ({id})");
            rig.Trace.RemoveAll(line => !line.EndsWith("forgotten", StringComparison.Ordinal));
        }

        Assert.Equal("mail (0): forgotten", Assert.Single(rig.Trace));
    }

    [Fact]
    public void The_instances_of_a_job_that_is_gone_are_forgotten_once_they_are_down()
    {
        Rig rig = new(Rig.Service("web"));
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        Assert.DoesNotContain("web: forgotten", rig.Trace);
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Contains("web: forgotten", rig.Trace);
        Assert.Empty(rig.Status);
    }

    [Fact]
    public void The_files_that_jobs_wait_for_are_told()
    {
        Rig rig = new(Rig.Service("web") with { StartOn = Rig.On("file:/b and x"), StopOn = Rig.On("file:/a or file:/b") });
        Assert.Equal(["/a", "/b"], rig.AwaitedFiles);
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [], []));
        Assert.Empty(rig.AwaitedFiles);
    }

    private static Core.Expansions.Expansion Expand(string text) =>
        Core.Expansions.Expansion.TryParse(text, out Core.Expansions.Expansion? expansion, out _) ? expansion : throw new ArgumentException(text);
}
