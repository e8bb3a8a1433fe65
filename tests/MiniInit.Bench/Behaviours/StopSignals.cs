using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>TSTP, TTIN and TTOU that are sent to init, with a command that handles them.</summary>
internal sealed class StopSignals : SingleBehaviour
{
    private static readonly (int Number, string Name)[] s_signals =
        [(LibC.SIGTSTP, "TSTP"), (LibC.SIGTTIN, "TTIN"), (LibC.SIGTTOU, "TTOU")];

    internal override string Name => "stop-signals";

    internal override string Summary => "TSTP, TTIN, TTOU sent to init, the command handles them";

    internal override string Wanted => "all arrive";

    protected override Outcome Observe(Init init, string directory)
    {
        using var pipe = new Pipe();
        var echo = new List<string> { Self.Path, SignalEcho.Name };
        foreach ((int number, _) in s_signals)
        {
            echo.Add(number.ToString());
        }

        using var child = Child.Start(new ChildStart(init.Command(init.Subreaper, echo)) { Output = pipe.WriteEnd });
        pipe.CloseWriteEnd();
        _ = SignalEcho.Read(pipe, Limits.Answer) ?? throw new BenchException("the command did not start");
        var arrived = new List<string>();
        foreach ((int number, string name) in s_signals)
        {
            child.Signal(number);
            if (SignalEcho.Read(pipe, Limits.Absence)?.Signal == number)
            {
                arrived.Add(name);
            }

            // Where init or command were stopped instead, they go on for the next one.
            child.Signal(LibC.SIGCONT);
        }

        return arrived.Count == s_signals.Length
            ? new Outcome("all arrive", true)
            : new Outcome(arrived.Count == 0 ? "none" : $"only {string.Join(", ", arrived)}", false);
    }
}
