using System;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>What jobs do to each other through requires, wants, after, conflicts and part-of.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void What_is_required_is_started_first_and_waited_for()
    {
        Rig rig = new(
            Rig.Service("web") with { Requires = ["db"], IsManual = true },
            Rig.Service("db") with { Ready = new Readiness.Notify(), IsManual = true });
        Assert.Null(rig.Start("web"));
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        rig.Ready("db");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["db", "web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_start_fails_with_what_it_requires()
    {
        Rig rig = new(
            Rig.Service("web") with { Requires = ["db"], IsManual = true },
            Rig.Service("db") with { IsManual = true });
        rig.Missing.Add("db main");
        Assert.Equal("Failed web: db, which it requires, did not start", rig.Start("web"));
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_start_fails_where_what_it_requires_is_no_job()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"], IsManual = true });
        Assert.Equal("Failed web: db, which it requires, is no valid job", rig.Start("web"));
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_job_that_is_mended_can_be_required_from_then_on()
    {
        JobDefinition web = Rig.Service("web") with { Requires = ["db"], IsManual = true };
        Rig rig = new(web);
        rig.Tell(new SupervisorInput.Configured(new InitDefinition(), [web, Rig.Service("db")], []));
        Assert.Equal("", rig.Start("web"));
        Assert.Equal(["db", "web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_stop_goes_down_in_reverse_order()
    {
        Rig rig = new(
            Rig.Service("app") with { Requires = ["db"] },
            Rig.Service("web") with { Requires = ["app"] },
            Rig.Service("db"));
        rig.Take();
        Assert.Null(rig.Stop("db"));
        Assert.Equal(["web: TERM to main, tree"], rig.Take(line => line.Contains("TERM", StringComparison.Ordinal)));
        rig.Exit("web");
        Assert.Equal(["app: TERM to main, tree"], rig.Take(line => line.Contains("TERM", StringComparison.Ordinal)));
        rig.Exit("app");
        Assert.Contains("db: TERM to main, tree", rig.Trace);
        rig.Exit("db");
        Assert.Equal("", rig.AnswerTo(1));
    }

    [Fact]
    public void A_required_job_that_fails_for_good_takes_its_dependents_down()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        rig.Exit("db", 1);
        Assert.Contains("web: TERM to main, tree", rig.Trace);
        rig.Exit("web");
        Assert.Empty(rig.Alive);
    }

    [Fact]
    public void A_respawn_leaves_dependents_alone()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db") with { Respawn = RespawnPolicy.Always });
        rig.Pass(2);
        rig.Take();
        rig.Exit("db", 1);
        Assert.DoesNotContain(rig.Trace, line => line.StartsWith("web:", StringComparison.Ordinal));
        Assert.Equal(2, rig.Alive.Count);
    }

    [Fact]
    public void A_restart_restarts_what_requires_it()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Restart("db"));
        rig.Exit("web");
        rig.Exit("db");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["db", "web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void What_was_started_only_for_another_goes_down_with_it()
    {
        Rig rig = new(
            Rig.Service("web") with { Requires = ["db"], IsManual = true },
            Rig.Service("api") with { Requires = ["db"], IsManual = true },
            Rig.Service("db") with { IsManual = true });
        rig.Start("web");
        rig.Start("api");
        rig.Take();
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.DoesNotContain("db: TERM to main, tree", rig.Trace);
        Assert.Null(rig.Stop("api"));
        rig.Exit("api");
        Assert.Contains("db: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void What_was_asked_for_stays_up_without_those_that_needed_it()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"], IsManual = true }, Rig.Service("db") with { IsManual = true });
        rig.Start("db");
        rig.Start("web");
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        Assert.DoesNotContain("db: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void A_task_that_ended_well_counts_as_up_and_does_not_run_again()
    {
        Rig rig = new(Rig.Service("app") with { Requires = ["migrate"] }, Rig.Task("migrate"));
        Assert.Equal(["migrate"], rig.Alive.Select(child => child.Title));
        rig.Exit("migrate");
        Assert.Equal(["app"], rig.Alive.Select(child => child.Title));
        Assert.Null(rig.Restart("app"));
        rig.Exit("app");
        Assert.Equal(["app"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void A_task_that_failed_keeps_down_what_requires_it()
    {
        Rig rig = new(Rig.Service("app") with { Requires = ["migrate"] }, Rig.Task("migrate"));
        rig.Exit("migrate", 1);
        Assert.Empty(rig.Alive);
        Assert.Contains("app: warn: migrate, which it requires, did not start", rig.Trace);
    }

    [Fact]
    public void Wants_starts_and_does_not_need()
    {
        Rig rig = new(
            Rig.Service("web") with { Wants = ["cache"], IsManual = true }, Rig.Service("cache") with { IsManual = true });
        rig.Missing.Add("cache main");
        Assert.Equal("", rig.Start("web"));
        rig.Missing.Clear();
        Assert.Equal("", rig.Start("cache"));
        rig.Exit("cache", 1);
        Assert.Equal(["web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void After_orders_and_starts_nothing()
    {
        Rig rig = new(
            Rig.Service("web") with { After = ["db"], IsManual = true },
            Rig.Service("db") with { Ready = new Readiness.Notify(), IsManual = true });
        Assert.Equal("", rig.Start("web"));
        Assert.Null(rig.Stop("web"));
        rig.Exit("web");
        Assert.Null(rig.Start("db"));
        Assert.Null(rig.Start("web"));
        Assert.Equal(["db"], rig.Alive.Select(child => child.Title));
        rig.Ready("db");
        Assert.Equal(["db", "web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void Conflicting_jobs_replace_each_other()
    {
        Rig rig = new(Rig.Service("blue") with { Conflicts = ["green"] }, Rig.Service("green") with { IsManual = true });
        Assert.Null(rig.Start("green"));
        Assert.Equal(["blue"], rig.Alive.Select(child => child.Title));
        rig.Exit("blue");
        Assert.Equal("", rig.AnswerTo(1));
        Assert.Equal(["green"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void Parts_stop_and_restart_with_the_whole_and_not_the_other_way_round()
    {
        Rig rig = new(Rig.Service("web"), Rig.Service("log") with { PartOf = ["web"] });
        Assert.Null(rig.Restart("web"));
        rig.Exit("log");
        rig.Exit("web");
        Assert.Equal(2, rig.Alive.Count);
        Assert.Null(rig.Stop("log"));
        rig.Exit("log");
        Assert.Equal(["web"], rig.Alive.Select(child => child.Title));
    }

    [Fact]
    public void An_unkillable_job_releases_those_that_wait_for_it()
    {
        Rig rig = new(Rig.Service("web") with { Requires = ["db"] }, Rig.Service("db"));
        Assert.Null(rig.Stop("db"));
        rig.Pass(5 + 2);
        Assert.Contains("web: killed -> unkillable", rig.Trace);
        Assert.Contains("db: TERM to main, tree", rig.Trace);
    }

    [Fact]
    public void What_requires_an_unkillable_job_does_not_start_without_it()
    {
        Rig rig = new(Rig.Service("db"), Rig.Service("web") with { Requires = ["db"], IsManual = true });
        Assert.Null(rig.Stop("db"));
        rig.Pass(5 + 2);
        Assert.Equal("Failed web: db, which it requires, did not start", rig.Start("web"));
        Assert.DoesNotContain("web: spawn main", rig.Trace);
    }

    [Fact]
    public void A_start_that_an_unkillable_task_refuses_is_not_waited_for()
    {
        Rig rig = new(Rig.Task("setup"), Rig.Service("web") with { Wants = ["setup"], After = ["setup"], IsManual = true });
        Assert.Null(rig.Stop("setup"));
        rig.Pass(5 + 2);
        Assert.Equal("", rig.Start("web"));
    }

    [Fact]
    public void Thousands_in_a_chain_start_and_stop_without_recursion()
    {
        const int Length = 3000;
        JobDefinition[] jobs = [.. Enumerable.Range(0, Length).Select(at => Rig.Service($"j{at:D5}") with
        {
            Requires = at == 0 ? [] : [$"j{at - 1:D5}"],
        })];
        Rig rig = new(new InitDefinition { ShutdownTimeout = TimeSpan.FromDays(1) }, jobs);
        Assert.Equal(Length, rig.Alive.Count);
        rig.Tell(new SupervisorInput.ShutdownAsked(null));
        for (int at = Length - 1; at >= 0; at--)
        {
            rig.Exit($"j{at:D5}");
        }

        Assert.Equal(0, rig.ExitCode);
    }
}
