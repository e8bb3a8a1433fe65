using System;
using System.Linq;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What those are told who watch. That it is all, and true, is seen by the simulation.</summary>
public sealed class ObservationTests
{
    private static readonly TimeSpan s_now = TimeSpan.FromSeconds(100);
    private readonly Supervisor _supervisor = new(seed: 1);
    private long _lastClient;

    [Fact]
    public void Nobody_is_told_while_nobody_watches()
    {
        Assert.Empty(Told(new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web")], [])));
        _supervisor.IsObserved = true;
        Assert.Empty(Told(new SupervisorInput.TimePassed()));
    }

    [Fact]
    public void Each_instance_that_changed_is_told_once_and_each_event()
    {
        _supervisor.IsObserved = true;
        Assert.Equal(
            ["Emitted startup", "Emitted starting JOB=net INSTANCE=", "Emitted started JOB=net INSTANCE=", "Changed net/", "Changed web/"],
            Told(new SupervisorInput.Configured(
                new InitDefinition(),
                [new JobDefinition("net") { Type = JobType.State }, Rig.Service("web") with { IsManual = true }], [])));
    }

    [Fact]
    public void A_job_without_instances_is_a_line_that_goes_when_there_are_some()
    {
        Assert.True(Expansion.TryParse("$TTY", out Expansion? key, out _));
        Told(new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("tty") with { Instance = key }], []));
        _supervisor.IsObserved = true;
        Assert.Equal("", Assert.Single(_supervisor.StatusOf("tty")).Instance);
        Assert.Equal(JobState.Waiting, _supervisor.StatusOf("tty", "")?.State);

        string[] told = Told(Asked(new SupervisorRequest.Start(new JobTarget("tty", "1", []), false)));
        Assert.Contains("Changed tty/", told);
        Assert.Contains("Changed tty/1", told);
        Assert.Equal("1", Assert.Single(_supervisor.StatusOf("tty")).Instance);
        Assert.Null(_supervisor.StatusOf("tty", ""));
    }

    [Fact]
    public void What_is_forgotten_is_told_too()
    {
        Told(new SupervisorInput.Configured(new InitDefinition(), [Rig.Service("web") with { IsManual = true }], []));
        _supervisor.IsObserved = true;
        Assert.Equal(["Changed web/"], Told(new SupervisorInput.Configured(new InitDefinition(), [], [])));
        Assert.Null(_supervisor.StatusOf("web", ""));
        Assert.Empty(_supervisor.JobNames());
    }

    [Fact]
    public void A_definition_that_changed_is_told_while_the_job_runs_by_the_old_one()
    {
        JobDefinition web = Rig.Service("web");
        Told(new SupervisorInput.Configured(new InitDefinition(), [web], []));
        _supervisor.IsObserved = true;
        Assert.Contains("Changed web/", Told(new SupervisorInput.Configured(new InitDefinition(), [web with { Author = "me" }], [])));
        Assert.True(_supervisor.StatusOf("web", "")?.IsChanged);
        Assert.Contains("Changed web/", Told(new SupervisorInput.Configured(new InitDefinition(), [web], [])));
        Assert.False(_supervisor.StatusOf("web", "")?.IsChanged);
        Told(new SupervisorInput.Configured(new InitDefinition(), [], []));
        Assert.True(_supervisor.StatusOf("web", "")?.IsRemoved);
    }

    [Fact]
    public void The_time_is_that_of_the_state_and_the_next_attempt_that_of_the_respawn()
    {
        Rig rig = new(Rig.Service("web") with { Respawn = RespawnPolicy.Always });
        TimeSpan started = rig.Now;
        rig.Pass(5);
        Assert.Equal((started, null), (Assert.Single(rig.Status).Since, Assert.Single(rig.Status).NextAttempt));
        rig.Exit("web", 1);
        rig.Exit("web", 1);
        Assert.Equal((rig.Now, rig.NextDeadline), (Assert.Single(rig.Status).Since, Assert.Single(rig.Status).NextAttempt));
        rig.Pass(0.05);
        Assert.Equal("", rig.Stop("web"));
        Assert.Equal((rig.Now, null), (Assert.Single(rig.Status).Since, Assert.Single(rig.Status).NextAttempt));
    }

    [Fact]
    public void What_never_moved_has_no_time()
    {
        Rig rig = new(Rig.Service("web") with { IsManual = true });
        Assert.Null(Assert.Single(rig.Status).Since);
    }

    private SupervisorInput.Asked Asked(SupervisorRequest request) => new(new ClientTicket(++_lastClient), request);

    private string[] Told(SupervisorInput input) =>
    [
        .. _supervisor.Handle(input, s_now).Select(effect => effect switch
        {
            SupervisorEffect.Changed changed => $"Changed {changed.Job}/{changed.Instance}",
            SupervisorEffect.Emitted emitted => $"Emitted {emitted.Event}",
            _ => "",
        }).Where(line => line.Length > 0),
    ];
}
