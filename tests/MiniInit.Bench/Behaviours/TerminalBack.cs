namespace MiniInit.Bench;

/// <summary>Init is run by a script in the foreground of a terminal; afterwards the script wants to read from it.</summary>
internal sealed class TerminalBack : SingleBehaviour
{
    internal override string Name => "terminal-back";

    internal override string Summary => "run in the foreground group of a script, and ended";

    internal override string Wanted => "foreground given back";

    protected override Outcome Observe(Init init, string directory)
    {
        using var terminal = new PseudoTerminal();
        using var report = new Pipe();
        using var leader = Child.Start(new ChildStart(
            [
                Self.Path,
                SessionLeader.Name,
                SessionLeader.SameGroup,
                .. init.Command(init.Subreaper, SearchPath.Require("true")),
            ])
        {
            Input = terminal.Slave,
            Output = terminal.Slave,
            Error = terminal.Slave,
            Extra = report.WriteEnd,
            ExtraTarget = SessionLeader.ReportDescriptor,
            NewSession = true,
        });
        report.CloseWriteEnd();
        if (report.ReadByte(Limits.Answer) != 0)
        {
            throw new BenchException($"cannot run {init.Name} on a terminal: it failed");
        }

        return terminal.Foreground == leader.Pid
            ? new Outcome("given back", true)
            : new Outcome("foreground lost", false);
    }
}
