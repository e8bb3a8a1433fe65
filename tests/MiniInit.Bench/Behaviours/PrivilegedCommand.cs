using System.IO;

namespace MiniInit.Bench;

/// <summary>
/// Init runs as an ordinary user and its command has become root, as with sudo: the signal cannot be forwarded, and the
/// end of init would be the end of the container. On a busy machine catatonit can end before the signal: its own check
/// of the new command is refused if that is root already.
/// </summary>
internal sealed class PrivilegedCommand : SingleBehaviour
{
    private const string Nobody = "65534";

    internal override string Name => "privileged-command";

    internal override string Summary => "TERM; init is not root, the command has become root";

    internal override string Wanted => "init survives";

    internal override bool NeedsRoot => true;

    protected override Outcome Observe(Init init, string directory)
    {
        string setpriv = SearchPath.Require("setpriv");
        string sleep = SearchPath.Require("sleep");

        // The path of the original may lead through directories that are closed to others.
        string copy = Path.Combine(directory, init.Name);
        File.Copy(init.Path, copy, overwrite: true);
        string[] user = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups"];
        string[] capability = ["--inh-caps=-all,+setuid", "--ambient-caps=-all,+setuid"];
        using var child = Child.Start(new ChildStart(
            [setpriv, .. user, .. capability, .. (init with { Path = copy }).Command(
                init.Subreaper, setpriv, "--reuid", "0", sleep, "1000")]));
        ProcessView command = RunningCommand.Await(child, init, sleep);
        if (!IsRoot(command) || IsRoot(new ProcessView(child.Pid)))
        {
            throw new BenchException("the command did not become root");
        }

        child.Signal(LibC.SIGTERM);
        return child.WaitForExit(Limits.Absence) is ExitStatus status
            ? new Outcome($"init ends, {status}", false)
            : new Outcome("init survives", true);
    }

    // Real, effective, saved and file-system uid.
    private static bool IsRoot(ProcessView process) =>
        ProcFile.Field(process.Status, "Uid").Replace('\t', ' ') == "0 0 0 0";
}
