namespace MiniInit.Bench;

/// <summary>
/// The command ends at once on SIGTERM, while a process that it started needs 0.7 s to clean up; as PID 1, where
/// everything is killed when init ends.
/// </summary>
internal sealed class LateCleanup : SingleBehaviour
{
    private const string Worker =
        "trap \"sleep 0.7; printf c; exit\" TERM; printf r; while :; do sleep 0.05; done";

    private readonly bool _ownSession;

    internal LateCleanup(bool ownSession)
    {
        _ownSession = ownSession;
    }

    internal override string Name => _ownSession ? "late-cleanup-session" : "late-cleanup";

    internal override string Summary =>
        $"TERM; a grandchild in {(_ownSession ? "a session of its own" : "the same group")} cleans up for 0.7 s";

    internal override string Wanted => "finished";

    internal override bool NeedsRoot => true;

    protected override Outcome Observe(Init init, string directory)
    {
        string start = _ownSession ? $"{SearchPath.Require("setsid")} sh -c '{Worker}'" : $"({Worker})";
        using var pipe = new Pipe();
        using var child = Child.Start(
            new ChildStart(init.Command(
                [.. init.Group, .. init.Grace], SearchPath.Require("sh"), "-c", $"{start} & exec sleep 1000"))
            {
                Output = pipe.WriteEnd,
                NewNamespace = true,
            });
        pipe.CloseWriteEnd();
        if (pipe.ReadByte(Limits.Answer) != 'r')
        {
            throw new BenchException("the command did not start");
        }

        child.Signal(LibC.SIGTERM);
        ExitStatus? status = child.WaitForExit(Limits.Answer);
        bool finished = pipe.ReadByte(Limits.Answer) == 'c';
        return status is null
            ? new Outcome("init never ends", false)
            : new Outcome(finished ? "finished" : "killed", finished);
    }
}
