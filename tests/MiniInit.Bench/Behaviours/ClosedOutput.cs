namespace MiniInit.Bench;

/// <summary>Verbose messages into a pipe that nobody reads any more: the log collector died before init.</summary>
internal sealed class ClosedOutput : SingleBehaviour
{
    private const int Signals = 200;

    internal override string Name => "closed-output";

    internal override string Summary => $"verbose, output a closed pipe, {Signals} WINCH, then the command ends";

    internal override string Wanted => "exit 0";

    protected override Outcome Observe(Init init, string directory)
    {
        using var input = new Pipe();
        using var output = new Pipe();
        using var child = Child.Start(
            new ChildStart(init.Command([.. init.Subreaper, .. init.Verbose], SearchPath.Require("cat")))
            {
                Variables = init.VerboseVariables,
                Input = input.ReadEnd,
                Output = output.WriteEnd,
                Error = output.WriteEnd,
            });
        input.CloseReadEnd();
        output.Dispose();
        Clock.Sleep(Limits.Settle);
        for (int i = 0; i < Signals; i++)
        {
            child.Signal(LibC.SIGWINCH);
            Clock.Sleep(Limits.SignalGap);
        }

        input.CloseWriteEnd();
        return child.WaitForExit(Limits.Hang) is ExitStatus status
            ? new Outcome(status.ToString(), status.Code == 0)
            : new Outcome(IsBusy(child) ? "never ends, busy" : "never ends", false);
    }

    // More than half of a processor.
    private static bool IsBusy(Child child)
    {
        var process = new ProcessView(child.Pid);
        long before = process.ProcessorTicks;
        Clock.Sleep(Limits.Absence);
        long used = (process.ProcessorTicks - before) * ProcessView.Tick;
        return used > Limits.Absence / 2;
    }
}
