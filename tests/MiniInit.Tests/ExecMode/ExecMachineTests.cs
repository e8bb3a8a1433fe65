using System;
using System.Linq;
using MiniInit.ExecMode;

namespace MiniInit.Tests.ExecMode;

/// <summary>Every rule of the machine, in the words of <see cref="MachineScript"/>.</summary>
public sealed class ExecMachineTests
{
    private const string Inputs = "TERM CONT USR1 stop:TSTP:t end:9 orphan none due early";

    [Theory]
    // phase               options       before             TERM   CONT   USR1   stop end         orphan none   due   early
    [InlineData("running", "", "", ">TERM", ">CONT", ">USR1", "-", "exit:9", "-", "-", "-", "-")]
    [InlineData("waiting", "--wait", "end:3", "*TERM", "*CONT", "*USR1", "-", "-", "count", "exit:3", "-", "-")]
    [InlineData("terminating", "--grace 5s", "end:3",
        "*TERM", "*CONT", "*USR1", "-", "-", "count", "exit:3", "*KILL,count", "-")]
    [InlineData("killing", "--grace 5s", "end:3 due",
        "*TERM", "*CONT", "*USR1", "-", "-", "count", "exit:3", "*KILL,count", "-")]
    [InlineData("over", "", "end:3", "-", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("over from waiting", "--wait", "end:3 none", "-", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("over from terminating", "--grace 5s", "end:3 none", "-", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("over from killing", "--grace 5s", "end:3 due none", "-", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("pausing", "--pause", "", "exit:0", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("over from pausing", "--pause", "TERM", "-", "-", "-", "-", "-", "-", "-", "-", "-")]
    [InlineData("draining", "--drain 5s", "TERM", ">TERM", ">CONT", ">USR1", "-", "exit:9", "-", "-", ">TERM", "-")]
    [InlineData("drained", "--drain 5s", "TERM due", ">TERM", ">CONT", ">USR1", "-", "exit:9", "-", "-", "-", "-")]
    public void Each_phase_answers_each_input(string phase, string options, string before, params string[] expected)
    {
        string[] inputs = Inputs.Split(' ');
        Assert.Equal(inputs.Length, expected.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            var script = MachineScript.Start(options);
            foreach (string input in before.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                _ = script.One(input);
            }

            Assert.True(expected[i] == script.One(inputs[i]), $"{phase}: {inputs[i]}");
        }
    }

    [Theory]
    [InlineData("", "end:0", "exit:0")]
    [InlineData("", "end:255", "exit:255")]
    [InlineData("-e 143", "end:143", "exit:0")]
    [InlineData("-e 143", "end:1", "exit:1")]
    [InlineData("-e 3 -e 4 --wait", "end:4 none", "count exit:0")]
    [InlineData("-e 0", "end:0", "exit:0")]
    [InlineData("--wait", "end:7 orphan orphan none", "count count count exit:7")]
    [InlineData("--grace 5s", "end:7 none", "*TERM,*CONT,count exit:7")]
    [InlineData("--grace 0", "end:7 due", "*TERM,*CONT,count *KILL,count")]
    [InlineData("dumb-init", "end:7", ">TERM,exit:7")]
    [InlineData("dumb-init -c", "end:7", "exit:7")]
    [InlineData("dumb-init -r 15:3", "end:7", ">QUIT(TERM),exit:7")]
    [InlineData("dumb-init -r 15:0", "end:7", "drop(TERM),exit:7")]
    public void The_end_of_the_command_decides_the_code_and_what_follows(string options, string inputs, string effects) =>
        Assert.Equal(effects, MachineScript.Start(options).Run(inputs));

    [Theory]
    [InlineData("--drain 5s", "TERM due TERM", "- >TERM >TERM")]
    [InlineData("--drain 5s", "TERM TERM TERM due", "- >TERM >TERM -")]
    [InlineData("--drain 5s", "INT HUP TERM USR1 due", ">INT >HUP - >USR1 >TERM")]
    [InlineData("--drain 5s", "TERM end:0 due", "- exit:0 -")]
    [InlineData("--drain 0", "TERM", ">TERM")]
    [InlineData("--drain 5s -r TERM:QUIT", "TERM QUIT due", "- >QUIT >QUIT(TERM)")]
    [InlineData("--drain 5s --stop-signal INT", "TERM due", "- >INT(TERM)")]
    [InlineData("--drain 5s -r TERM:0", "TERM due", "- drop(TERM)")]
    [InlineData("--drain 5s -r QUIT:TERM", "QUIT TERM due", ">TERM(QUIT) - >TERM")]
    [InlineData("--drain 5s --wait", "TERM end:0 early due TERM", "- count - *TERM *TERM")]
    [InlineData("--drain 5s --wait", "TERM end:0 TERM due", "- count *TERM -")]
    [InlineData("--drain 5s --wait", "end:0 TERM due", "count - *TERM")]
    [InlineData("--drain 5s --grace 5s", "TERM end:0 TERM", "- *TERM,*CONT,count *TERM")]
    public void The_first_term_is_kept_back_while_draining(string options, string inputs, string effects) =>
        Assert.Equal(effects, MachineScript.Start(options).Run(inputs));

    [Theory]
    [InlineData("-r TERM:QUIT", "TERM QUIT", ">QUIT(TERM) >QUIT")]
    [InlineData("-r TERM:QUIT -r QUIT:TERM", "TERM QUIT", ">QUIT(TERM) >TERM(QUIT)")]
    [InlineData("-r TERM:QUIT -r QUIT:INT", "TERM", ">QUIT(TERM)")]
    [InlineData("-r TERM:QUIT -r TERM:INT", "TERM", ">INT(TERM)")]
    [InlineData("-r TERM:QUIT --stop-signal INT", "TERM", ">INT(TERM)")]
    [InlineData("--stop-signal INT -r TERM:QUIT", "TERM", ">QUIT(TERM)")]
    [InlineData("-r HUP:0", "HUP", "drop(HUP)")]
    [InlineData("-r HUP:HUP", "HUP", ">HUP(HUP)")]
    [InlineData("-r RTMIN+3:TERM", "RTMIN+3 37 RTMIN", ">TERM(RTMIN+3) >TERM(RTMIN+3) >RTMIN")]
    [InlineData("-r USR1:KILL", "USR1", ">KILL(USR1)")]
    [InlineData("--wait -r TERM:QUIT", "end:0 TERM", "count *QUIT(TERM)")]
    [InlineData("--grace 5s -r TERM:QUIT", "end:0 TERM", "*TERM,*CONT,count *QUIT(TERM)")]
    [InlineData("--grace 5s -r TERM:0", "end:0 TERM", "*TERM,*CONT,count drop(TERM)")]
    public void A_rewrite_is_applied_once_and_the_last_of_a_signal_counts(string options, string inputs, string effects) =>
        Assert.Equal(effects, MachineScript.Start(options).Run(inputs));

    [Theory]
    [InlineData("HUP")]
    [InlineData("PIPE")]
    [InlineData("SEGV")]
    [InlineData("STKFLT")]
    [InlineData("WINCH")]
    [InlineData("RTMIN")]
    [InlineData("RTMAX")]
    public void Any_other_signal_goes_to_the_command(string signal) =>
        Assert.Equal($">{signal.Replace("RTMAX", "RTMIN+30", StringComparison.Ordinal)}", MachineScript.Start("").One(signal));

    [Fact]
    public void After_term_comes_kill_at_the_end_of_grace_and_again_until_the_unkillable_are_given_up()
    {
        var script = MachineScript.Start("--grace 5s");
        Assert.Equal("*TERM,*CONT,count", script.One("end:3"));
        Assert.Equal(TimeSpan.FromSeconds(5), script.UntilDeadline);
        Assert.Equal("*KILL,count", script.One("due"));
        int sweeps = 0;
        string effects;
        while ((effects = script.One("due")) != "exit:3")
        {
            Assert.Equal("*KILL,count", effects);
            Assert.Equal(ExecLimits.SweepInterval, script.UntilDeadline);
            sweeps++;
            Assert.InRange(sweeps, 1, ExecLimits.UnkillableAfter / ExecLimits.SweepInterval);
        }

        Assert.Equal((ExecLimits.UnkillableAfter / ExecLimits.SweepInterval) - 1, sweeps);
        Assert.Null(script.Machine.NextDeadline);
    }

    [Fact]
    public void There_is_a_deadline_only_while_something_is_waited_for()
    {
        var script = MachineScript.Start("--drain 5s --wait");
        Assert.Null(script.Machine.NextDeadline);
        _ = script.One("TERM");
        Assert.Equal(TimeSpan.FromSeconds(5), script.UntilDeadline);
        _ = script.Run("pass:1s TERM");
        Assert.Null(script.Machine.NextDeadline);
        _ = script.One("end:0");
        Assert.Null(script.Machine.NextDeadline);
    }

    [Fact]
    public void A_storm_of_orphans_is_one_question()
    {
        var script = MachineScript.Start("--wait");
        _ = script.One("end:0");
        for (int i = 0; i < 1000; i++)
        {
            script.Give("orphan");
        }

        Assert.Equal(ExecEffectKind.CountDescendants, Assert.Single(script.Machine.Effects).Kind);
    }

    [Theory]
    [InlineData("", "TERM stop:TTIN:tf CONT!", "exit:3")]
    [InlineData("", "stop:STOP:t", "exit:3")]
    [InlineData("--wait", "TERM", "count")]
    [InlineData("dumb-init", "HUP", ">TERM,exit:3")]
    public void What_was_asked_for_in_the_same_turn_is_dropped_when_the_command_is_reaped(
        string options, string inputs, string effects)
    {
        var script = MachineScript.Start(options, canBeResumed: true);
        foreach (string input in inputs.Split(' '))
        {
            script.Give(input);
        }

        script.Give("end:3");
        Assert.Equal(effects, string.Join(',', script.Machine.Effects.Select(MachineScript.Describe).Where(e => e != "take")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("--pause", false)]
    public void The_command_lives_until_it_has_ended(string options, bool lives)
    {
        var script = MachineScript.Start(options);
        Assert.Equal(lives, script.Machine.CommandLives);
        _ = script.One("end:0");
        Assert.False(script.Machine.CommandLives);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void Pause_ends_with_0_on_term_and_int_only(string signal)
    {
        var script = MachineScript.Start("--pause");
        Assert.Equal("- - - - -", script.Run("HUP CONT TSTP QUIT orphan"));
        Assert.Equal("exit:0 -", script.Run($"{signal} {signal}"));
    }
}
