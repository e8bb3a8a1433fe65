using System.Runtime.CompilerServices;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.Journals;

/// <summary>tini's words: warnings to standard error, the rest to standard output, as tini does.</summary>
internal sealed class TiniJournal(ExecOptions options) : ExecJournal(options.Verbosity)
{
    private const int Warning = 1, Information = 2, Debug = 3, Trace = 4;

    public override void BecameSubreaper() => Say(Trace, "Registered as child subreaper");

    public override void CannotBecomeSubreaper(Errno errno) => Say(0, errno == Errno.EINVAL
        ? "PR_SET_CHILD_SUBREAPER is unavailable on this platform. Are you using Linux >= 3.4?"
        : $"Failed to register as child subreaper: {Errors.Describe(errno)}");

    public override void OrphansAreNotOurs() => Say(
        Warning,
        """
        Tini is not running as PID 1 and isn't registered as a child subreaper.
        Zombie processes will not be re-parented to Tini, so zombie reaping won't work.
        To fix the problem, use the -s option or set the environment variable TINI_SUBREAPER to register Tini as a child subreaper, or run Tini as PID 1.
        """);

    public override void Detached(Errno result, bool wasSessionLeader)
    {
    }

    public override void Started(string command, int pid) =>
        Say(Information, $"Spawned child process '{command}' with pid '{pid}'");

    public override void StartFailed(string command, SpawnFailure failure) => Say(0, failure.Stage switch
    {
        SpawnStage.Exec => $"exec {command} failed: {Errors.Describe(failure.Errno)}",
        SpawnStage.Clone => $"fork failed: {Errors.Describe(failure.Errno)}",
        _ => StartFailure.Describe(command, failure, options),
    });

    public override void Received(Signal signal)
    {
    }

    public override void HandOverIgnored(Signal signal)
    {
    }

    public override void Forwarded(Signal signal, Signal? received, Errno result)
    {
        Say(Debug, $"Passing signal: '{Describe(signal)}'");
        if (result == Errno.ESRCH)
        {
            Say(Warning, "Child was dead when forwarding signal");
        }
        else if (result != Errno.None)
        {
            Say(Warning, $"Unexpected error when forwarding signal: '{Errors.Describe(result)}'");
        }
    }

    public override void Dropped(Signal received)
    {
    }

    public override void Suspending() => Say(Debug, "Stopping with the child");

    public override void OrphanReaped(ChildChange change)
    {
        ReceivedChild();
        Say(Debug, $"Reaped child with pid: '{change.Pid}'");
        if (options.WarnOnReap)
        {
            Say(Warning, $"Reaped zombie process with pid={change.Pid}");
        }
    }

    public override void CommandEnded(ChildChange change)
    {
        ReceivedChild();
        Say(Debug, $"Reaped child with pid: '{change.Pid}'");
        Say(Information, change.Status.Signaled
            ? $"Main child exited with signal (with signal '{Describe(new Signal(change.Status.TerminatingSignal))}')"
            : $"Main child exited normally (with status '{change.Status.ExitCode}')");
    }

    public override void DescendantsSignalled(Signal signal, int count)
    {
    }

    public override void Exiting(int code) => Say(Trace, "Exiting: child has exited");

    public override void Trouble(string what) => Say(Warning, what);

    private void ReceivedChild() => Say(Debug, "Received SIGCHLD");

    private void Say(int level, [InterpolatedStringHandlerArgument("", nameof(level))] LeveledText text)
    {
        if (text.Wanted)
        {
            Write(level, text.Take());
        }
    }

    private void Say(int level, string text)
    {
        if (Wants(level))
        {
            Write(level, text);
        }
    }

    private void Write(int level, string text)
    {
        string name = level switch
        {
            0 => "FATAL",
            Warning => "WARN ",
            Information => "INFO ",
            Debug => "DEBUG",
            _ => "TRACE",
        };
        string line = $"[{name} tini ({CurrentProcess.Id})] {text}";
        if (level <= Warning)
        {
            Error(line);
        }
        else
        {
            Output(line);
        }
    }
}
