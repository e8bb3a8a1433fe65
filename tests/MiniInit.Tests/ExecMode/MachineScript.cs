using System;
using System.Globalization;
using System.Linq;
using MiniInit.CommandLines;
using MiniInit.Core.Values;
using MiniInit.ExecMode;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.ExecMode;

/// <summary>
/// Drives an <see cref="ExecMachine"/> by words and tells its effects by words, one group for each input.
/// Inputs: <c>TERM</c> a signal (<c>CONT!</c>: we are in the foreground), <c>stop:TSTP</c> the command stopped (then
/// <c>t</c> we have a terminal, <c>f</c> we are in its foreground: <c>stop:TSTP:tf</c>), <c>end:3</c> it ended,
/// <c>orphan</c>, <c>none</c> no descendants, <c>due</c> the next deadline has come, <c>early</c> asked one tick before,
/// <c>pass:5s</c> time goes by. Effects: <c>&gt;TERM</c> to the command, <c>*TERM</c> to its descendants, <c>&gt;QUIT(TERM)</c>
/// rewritten, <c>drop(TERM)</c>, <c>give</c>, <c>take</c>, <c>suspend</c> (alone), <c>suspend-all</c> (our group), <c>count</c>, <c>exit:3</c>, <c>-</c> nothing.
/// </summary>
internal sealed class MachineScript
{
    private TimeSpan _now = TimeSpan.FromHours(1);

    private MachineScript(ExecMachine machine) => Machine = machine;

    public ExecMachine Machine { get; }

    /// <summary>A machine of ours, or with a command line that begins with <c>dumb-init</c> of that dialect.</summary>
    public static MachineScript Start(string commandLine, bool canBeResumed = false, bool terminalGiven = false)
    {
        return new MachineScript(new ExecMachine(Options(commandLine), canBeResumed, terminalGiven));
    }

    public static ExecOptions Options(string commandLine)
    {
        string[] words = commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool dumbInit = words is ["dumb-init", ..];
        words = [.. dumbInit ? words : ["miniinit", .. words], .. words.Contains("--pause") ? [] : new[] { "command" }];
        using StringVector arguments = StringVector.Of(words);
        using StringVector environment = StringVector.Of();
        CommandLineOutcome outcome = dumbInit
            ? DumbInitCommandLine.Parse(arguments, environment, "dumb-init")
            : MiniInitCommandLine.Parse(arguments, environment);
        return Assert.IsType<CommandLineOutcome.Run>(outcome).Options;
    }

    /// <summary>Gives all inputs in turn, the effects of each done before the next.</summary>
    public string Run(string inputs) => string.Join(' ', inputs.Split(' ').Select(One));

    /// <summary>Gives one input and takes its effects.</summary>
    public string One(string input)
    {
        Give(input);
        string text = Machine.Effects.Count == 0 ? "-" : string.Join(',', Machine.Effects.Select(Describe));
        Machine.Effects.Clear();
        return text;
    }

    /// <summary>Gives one input and leaves its effects in the list.</summary>
    public void Give(string input)
    {
        string[] parts = input.Split(':');
        switch (parts[0])
        {
            case "stop":
                string flags = parts.Length > 2 ? parts[2] : "";
                Machine.OnCommandStopped(Named(parts[1]), flags.Contains('t'), flags.Contains('f'));
                break;
            case "end":
                Machine.OnCommandEnded(int.Parse(parts[1], CultureInfo.InvariantCulture), _now);
                break;
            case "orphan":
                Machine.OnOrphanReaped();
                break;
            case "nobody":
                Machine.OnNobodyToStopFor();
                break;
            case "none":
                Machine.OnNoDescendants();
                break;
            case "due":
                _now = Machine.NextDeadline ?? _now;
                Machine.OnDeadline(_now);
                break;
            case "early":
                Machine.OnDeadline((Machine.NextDeadline ?? _now) - TimeSpan.FromTicks(1));
                break;
            case "pass":
                Assert.True(Duration.TryParse(parts[1], out TimeSpan span));
                _now += span;
                break;
            default:
                Machine.OnSignal(Named(input.TrimEnd('!')), _now, input.EndsWith('!'));
                break;
        }
    }

    /// <summary>How long until the next deadline, or null.</summary>
    public TimeSpan? UntilDeadline => Machine.NextDeadline - _now;

    public static string Describe(ExecEffect effect)
    {
        string signal = new Signal(effect.Number).Name;
        string received = effect.Received == 0 ? "" : $"({new Signal(effect.Received).Name})";
        return effect.Kind switch
        {
            ExecEffectKind.SignalCommand => $">{signal}{received}",
            ExecEffectKind.SignalDescendants => $"*{signal}{received}",
            ExecEffectKind.DropSignal => $"drop{received}",
            ExecEffectKind.ContinueGroup => "continue",
            ExecEffectKind.GiveTerminal => "give",
            ExecEffectKind.TakeTerminal => "take",
            ExecEffectKind.StopGroup => "suspend-all",
            ExecEffectKind.StopSelf => "suspend",
            ExecEffectKind.CountDescendants => "count",
            ExecEffectKind.Exit => $"exit:{effect.Number}",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Signal Named(string name)
    {
        Assert.True(Signal.TryParse(name, out Signal signal), name);
        return signal;
    }
}
