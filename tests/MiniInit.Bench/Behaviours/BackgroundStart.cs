namespace MiniInit.Bench;

/// <summary>Init is started in the background of a terminal, as with <c>init … &amp;</c> in a shell.</summary>
internal sealed class BackgroundStart : SingleBehaviour
{
    internal override string Name => "background-start";

    internal override string Summary => "started in the background of a terminal";

    internal override string Wanted => "foreground left alone";

    protected override Outcome Observe(Init init, string directory)
    {
        string sleep = SearchPath.Require("sleep");
        using var terminal = new PseudoTerminal();
        using var leader = Child.Start(new ChildStart(
            [Self.Path, SessionLeader.Name, SessionLeader.Background, .. init.Command(init.Subreaper, sleep, "1000")])
        {
            Input = terminal.Slave,
            Output = terminal.Slave,
            Error = terminal.Slave,
            NewSession = true,
        });
        RunningCommand.AwaitBelow(leader.Pid, sleep);
        Clock.Sleep(Limits.Settle);
        return terminal.Foreground == leader.Pid
            ? new Outcome("left alone", true)
            : new Outcome("foreground taken", false);
    }
}
