namespace MiniInit.Tests.ExecMode;

/// <summary>Stopping and going on, in the words of <see cref="MachineScript"/>.</summary>
public sealed class ExecMachineJobControlTests
{
    [Theory]
    // flags: t we have a terminal, f we are in its foreground    STOP  TSTP  TTIN  TTOU
    [InlineData(false, "", "-", "continue", "-", "-")]
    [InlineData(false, "f", "-", "continue", "give,continue", "give,continue")]
    [InlineData(false, "t", "-", "continue", "-", "-")]
    [InlineData(false, "tf", "-", "continue", "give,continue", "give,continue")]
    [InlineData(true, "", "-", "continue", "-", "-")]
    [InlineData(true, "f", "-", "continue", "give,continue", "give,continue")]
    [InlineData(true, "t", "-", "take,suspend-all", "take,suspend-all", "take,suspend-all")]
    [InlineData(true, "tf", "-", "take,suspend-all", "give,continue", "give,continue")]
    public void A_command_that_had_the_terminal_stops(bool canBeResumed, string flags, params string[] effects) =>
        AssertStops("", canBeResumed, true, null, flags, effects);

    [Theory]
    [InlineData(false, "", "-", "-", "-", "-")]
    [InlineData(false, "f", "-", "-", "give,continue", "give,continue")]
    [InlineData(false, "t", "-", "-", "-", "-")]
    [InlineData(false, "tf", "-", "-", "give,continue", "give,continue")]
    [InlineData(true, "", "-", "-", "-", "-")]
    [InlineData(true, "f", "-", "-", "give,continue", "give,continue")]
    [InlineData(true, "t", "-", "suspend-all", "suspend-all", "suspend-all")]
    [InlineData(true, "tf", "-", "suspend-all", "give,continue", "give,continue")]
    public void A_command_without_the_terminal_stops(bool canBeResumed, string flags, params string[] effects) =>
        AssertStops("", canBeResumed, false, null, flags, effects);

    [Theory]
    [InlineData(false, "", "-", "-", "-", "-")]
    [InlineData(false, "f", "-", "-", "give,continue", "give,continue")]
    [InlineData(false, "t", "-", "-", "-", "-")]
    [InlineData(false, "tf", "-", "-", "give,continue", "give,continue")]
    [InlineData(true, "", "take,suspend", "take,suspend", "take,suspend", "take,suspend")]
    [InlineData(true, "f", "take,suspend", "take,suspend", "give,continue", "give,continue")]
    [InlineData(true, "t", "take,suspend", "take,suspend", "take,suspend", "take,suspend")]
    [InlineData(true, "tf", "take,suspend", "take,suspend", "give,continue", "give,continue")]
    public void A_command_stops_after_a_stop_signal_was_forwarded(bool canBeResumed, string flags, params string[] effects)
    {
        AssertStops("", canBeResumed, true, "TSTP", flags, effects);
        AssertStops("", canBeResumed, true, "TTIN", flags, effects);
        AssertStops("", canBeResumed, true, "TTOU", flags, effects);
    }

    [Theory]
    [InlineData("")]
    [InlineData("t")]
    [InlineData("tf")]
    public void Dumb_init_leaves_a_stopped_command_alone(string flags) =>
        AssertStops("dumb-init -c", true, true, null, flags, "-", "-", "-", "-");

    [Theory]
    [InlineData("dumb-init", "TSTP TTIN TTOU", ">STOP(TSTP),suspend >STOP(TTIN),suspend >STOP(TTOU),suspend")]
    [InlineData("dumb-init -c", "TSTP TTIN TTOU", ">TSTP,suspend >TTIN,suspend >TTOU,suspend")]
    [InlineData("dumb-init -r 20:0", "TSTP TTIN", "drop(TSTP),suspend >STOP(TTIN),suspend")]
    [InlineData("dumb-init -r 20:15", "TSTP", ">TERM(TSTP),suspend")]
    [InlineData("dumb-init", "CONT", ">CONT")]
    [InlineData("", "TSTP TTIN TTOU", ">TSTP >TTIN >TTOU")]
    public void Stop_signals_are_forwarded_and_only_dumb_init_stops_at_once(string options, string inputs, string effects) =>
        Assert.Equal(effects, MachineScript.Start(options, canBeResumed: true).Run(inputs));

    [Theory]
    [InlineData("stop:TSTP:t CONT", "take,suspend-all continue")]
    [InlineData("stop:TSTP:t CONT!", "take,suspend-all give,continue")]
    [InlineData("stop:TSTP:t CONT! end:0", "take,suspend-all give,continue take,exit:0")]
    [InlineData("stop:TSTP:t CONT end:0", "take,suspend-all continue exit:0")]
    [InlineData("end:0", "take,exit:0")]
    [InlineData("TSTP stop:TSTP CONT stop:TSTP", ">TSTP take,suspend continue -")]
    [InlineData("TSTP TERM stop:TSTP", ">TSTP >TERM take,suspend")]
    [InlineData("stop:TSTP:t CONT! stop:TSTP:t", "take,suspend-all give,continue take,suspend-all")]
    [InlineData("stop:TSTP:t nobody", "take,suspend-all give,continue")]
    [InlineData("stop:TTIN:t nobody", "take,suspend-all -")]
    [InlineData("nobody", "-")]
    public void What_stopped_goes_on_and_the_terminal_changes_hands(string inputs, string effects) =>
        Assert.Equal(effects, MachineScript.Start("", canBeResumed: true, terminalGiven: true).Run(inputs));

    [Fact]
    public void A_background_command_that_wants_the_terminal_gets_it_and_gives_it_back()
    {
        var script = MachineScript.Start("--wait", canBeResumed: true);
        Assert.Equal("give,continue take,count", script.Run("stop:TTIN:tf end:0"));
    }

    private static void AssertStops(
        string options, bool canBeResumed, bool terminalGiven, string? before, string flags, params string[] effects)
    {
        string[] signals = ["STOP", "TSTP", "TTIN", "TTOU"];
        Assert.Equal(signals.Length, effects.Length);
        for (int i = 0; i < signals.Length; i++)
        {
            var script = MachineScript.Start(options, canBeResumed, terminalGiven);
            if (before is not null)
            {
                _ = script.One(before);
            }

            Assert.True(effects[i] == script.One($"stop:{signals[i]}:{flags}"), signals[i]);
        }
    }
}
