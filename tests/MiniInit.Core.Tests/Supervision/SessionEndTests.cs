using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

public sealed class SessionEndTests
{
    private static readonly JobDefinition s_save = Rig.Task("save") with { StartOn = Rig.On("session-end") };

    [Theory]
    [InlineData(true, "logout")]
    [InlineData(false, "shutdown")]
    public void Whoever_ends_it_is_told_and_what_was_started_is_waited_for(bool isLogout, string type)
    {
        Rig rig = Session(Rig.Service("web"), s_save);
        rig.Tell(new SupervisorInput.ShutdownAsked(null) { IsLogout = isLogout });
        Assert.Contains(rig.Spawns, spawn => spawn.Job.Name == "save"
            && spawn.Variables.Any(variable => variable.Name == "TYPE" && variable.Value == type));
        Assert.DoesNotContain(rig.Trace, line => line.Contains("TERM", StringComparison.Ordinal));
        rig.Exit("save");
        Assert.Contains("web: TERM to main, tree", rig.Trace);
        rig.Exit("web");
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void The_end_of_the_sessions_command_is_an_exit_and_its_code_is_inits()
    {
        Rig rig = Session(
            Rig.Service("main") with { IsMain = true }, Rig.Task("save") with { StartOn = Rig.On("session-end TYPE=exit") });
        rig.Exit("main", 3);
        Assert.Equal("save", rig.Spawns[^1].Job.Name);
        Assert.Null(rig.ExitCode);
        rig.Exit("save");
        Assert.Equal(3, rig.ExitCode);
    }

    [Fact]
    public void A_service_that_was_started_goes_down_with_the_others()
    {
        Rig rig = Session(Rig.Service("web"), Rig.Service("late") with { StartOn = Rig.On("session-end") });
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains("late: TERM to main, tree", rig.Trace);
        rig.Exit("late");
        rig.Exit("web");
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void A_task_that_takes_too_long_is_ended_in_the_budget_of_the_shutdown()
    {
        Rig rig = Session(new InitDefinition { ShutdownTimeout = TimeSpan.FromSeconds(6) }, s_save);
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Pass(2.9);
        Assert.DoesNotContain("save: TERM to main, tree", rig.Trace);
        rig.Pass(0.2);
        Assert.Contains("save: TERM to main, tree", rig.Trace);
        rig.Pass(3);
        Assert.Contains("kill all", rig.Trace);
        Assert.Equal(0, rig.ExitCode);
    }

    [Fact]
    public void Who_asks_again_does_not_want_to_wait()
    {
        Rig rig = Session(s_save);
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        Assert.Contains("save: TERM to main, tree", rig.Trace);
        Assert.True(rig.NextDeadline > rig.Now + TimeSpan.FromSeconds(4));
    }

    [Fact]
    public void The_command_may_end_while_others_are_waited_for()
    {
        Rig rig = Session(Rig.Service("main") with { IsMain = true }, s_save);
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        rig.Exit("main", 4);
        Assert.Null(rig.ExitCode);
        rig.Exit("save");
        Assert.Equal(4, rig.ExitCode);
    }

    [Fact]
    public void The_systems_init_has_no_such_event()
    {
        Rig rig = new(s_save);
        rig.Tell(new SupervisorInput.ShutdownAsked(null) { IsLogout = true });
        Assert.Empty(rig.Spawns);
        Assert.Equal(0, rig.ExitCode);
    }

    private static Rig Session(params JobDefinition[] jobs) => Session(new InitDefinition(), jobs);

    private static Rig Session(InitDefinition init, params JobDefinition[] jobs) => new(isSession: true, init, jobs);
}
