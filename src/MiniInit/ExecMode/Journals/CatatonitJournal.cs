using System.Runtime.CompilerServices;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.Journals;

/// <summary>catatonit's words, all on standard error; all but errors only under CATATONIT_DEBUG.</summary>
internal sealed class CatatonitJournal(ExecOptions options) : ExecJournal(options.Verbosity)
{
    public override void BecameSubreaper()
    {
    }

    public override void CannotBecomeSubreaper(Errno errno) =>
        Failed($"failed to set child-reaper as non-pid1: {Errors.Describe(errno)}");

    public override void OrphansAreNotOurs()
    {
    }

    public override void Detached(Errno result, bool wasSessionLeader)
    {
    }

    public override void Started(string command, int pid) => Debug($"pid1 ({pid}) spawned: {command}");

    public override void StartFailed(string command, SpawnFailure failure) => Failed(failure.Stage switch
    {
        SpawnStage.Exec => $"failed to exec pid1: {Errors.Describe(failure.Errno)}",
        SpawnStage.Clone => $"failed to fork child: {Errors.Describe(failure.Errno)}",
        _ => StartFailure.Describe(command, failure, options),
    });

    public override void Received(Signal signal)
    {
    }

    public override void HandOverIgnored(Signal signal)
    {
    }

    public override void Forwarded(Signal signal, Signal? received, Errno result) => Debug(result == Errno.None
        ? $"forwarded signal {signal.Number} to pid1"
        : $"failed to forward signal {signal.Number} to pid1: {Errors.Describe(result)}");

    public override void Dropped(Signal received)
    {
    }

    public override void Suspending() => Debug("stopping with pid1");

    public override void OrphanReaped(ChildChange change) => Debug(change.Status.Signaled
        ? $"child process {change.Pid} exited due to signal {change.Status.TerminatingSignal}"
        : $"child process {change.Pid} exited with code {change.Status.ExitCode}");

    public override void CommandEnded(ChildChange change) => OrphanReaped(change);

    public override void DescendantsSignalled(Signal signal, int count)
    {
    }

    public override void Exiting(int code)
    {
    }

    public override void Trouble(string what) => Debug(what);

    private void Failed(string text) => Error($"ERROR (catatonit:{CurrentProcess.Id}): {text}");

    private void Debug([InterpolatedStringHandlerArgument("")] LeveledText text)
    {
        if (text.Wanted)
        {
            Error($"DEBUG (catatonit:{CurrentProcess.Id}): {text.Take()}");
        }
    }

    private void Debug(string text)
    {
        if (Wants(1))
        {
            Error($"DEBUG (catatonit:{CurrentProcess.Id}): {text}");
        }
    }
}
