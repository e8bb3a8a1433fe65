using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.ExecMode;

namespace MiniInit.Tests.ExecMode;

/// <summary>Whatever comes in whatever order, PID 1 must not be brought down, nor signal a pid that is not its own.</summary>
public sealed class ExecMachineRandomTests
{
    private const int Sequences = 10_000;

    private static readonly string[] s_commandLines =
    [
        "", "--pause", "--wait", "--grace 0", "--grace 1s", "--drain 1s", "--drain 1s --wait", "--drain 1s --grace 1s",
        "--drain 1s -r TERM:0", "-e 3 -r TSTP:STOP -r TERM:KILL", "dumb-init", "dumb-init -c", "dumb-init -r 15:0 -r 20:1",
    ];

    private static readonly string[] s_inputs =
    [
        "TERM", "TERM", "INT", "HUP", "CONT", "CONT!", "TSTP", "TTIN", "TTOU", "RTMIN+3", "stop:STOP:", "stop:TSTP:t",
        "stop:TTIN:tf", "stop:TTOU:f", "end:0", "end:3", "orphan", "none", "due", "early", "pass:10ms", "pass:3s",
    ];

    [Fact]
    public void No_sequence_of_inputs_breaks_the_machine()
    {
        int seed = Environment.TickCount;
        int exits = 0;
        for (int i = 0; i < Sequences; i++)
        {
            var random = new Random(seed + i);
            string commandLine = random.GetItems(s_commandLines, 1)[0];
            string[] inputs = random.GetItems(s_inputs, random.Next(1, 40));
            try
            {
                exits += Play(commandLine, inputs, random) ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed + i}: {commandLine}: {string.Join(' ', inputs)}", e);
            }
        }

        Assert.InRange(exits, 1, Sequences - 1);
    }

    /// <returns>Whether it came to an exit.</returns>
    private static bool Play(string commandLine, string[] inputs, Random random)
    {
        var script = MachineScript.Start(commandLine, random.Next(2) == 0, random.Next(2) == 0);
        bool termAtTheEnd = MachineScript.Options(commandLine).AfterCommand == AfterCommand.TermGroupAndExit;
        bool ended = MachineScript.Options(commandLine).Pause;
        bool exited = false;
        foreach (string input in inputs)
        {
            bool ends = !ended && input.StartsWith("end:", StringComparison.Ordinal);
            script.Give(input);
            ended |= ends;
            List<ExecEffect> effects = script.Machine.Effects;
            Assert.False(exited && effects.Count > 0, $"{input} has an effect after the exit");
            int toCommand = effects.Count(e => e.Kind == ExecEffectKind.SignalCommand);
            Assert.True(!ended || toCommand <= (ends && termAtTheEnd ? 1 : 0), $"{input} signals the command after its end");
            Assert.False(ended && effects.Any(e => e.Kind is ExecEffectKind.GiveTerminal or ExecEffectKind.StopSelf), input);
            Assert.Equal(!ended, script.Machine.CommandLives);
            Assert.True(effects.Count(e => e.Kind == ExecEffectKind.Exit) <= 1, "two exits");
            Assert.All(effects, e => Assert.InRange(e.Number, 0, 255));
            exited |= effects.Any(e => e.Kind == ExecEffectKind.Exit);
            Assert.False(exited && script.Machine.NextDeadline is not null, "a deadline after the exit");

            // The loop does what is asked for after one input or after a few, and always before it goes to sleep or ends.
            if (exited || ends || random.Next(3) > 0)
            {
                effects.Clear();
            }
        }

        return exited;
    }
}
