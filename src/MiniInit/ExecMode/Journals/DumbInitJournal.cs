using System.Runtime.CompilerServices;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.ExecMode.Journals;

/// <summary>dumb-init's words, all on standard error.</summary>
internal sealed class DumbInitJournal(ExecOptions options) : ExecJournal(options.Verbosity)
{
    private readonly bool _session = options.Place == CommandPlace.OwnSession;
    private Errno _detachResult;

    public override void BecameSubreaper()
    {
    }

    public override void CannotBecomeSubreaper(Errno errno) => Debug($"Unable to adopt orphans ({Errors.Describe(errno)}).");

    public override void OrphansAreNotOurs()
    {
    }

    public override void Detached(Errno result, bool wasSessionLeader)
    {
        _detachResult = result;
        Debug(
            result != Errno.None ? $"Unable to detach from controlling tty {Cause(result)}."
            : wasSessionLeader ? "Detached from controlling tty, ignoring the first SIGHUP and SIGCONT we receive."
            : "Detached from controlling tty, but was not session leader.");
    }

    public override void Started(string command, int pid)
    {
        Debug($"Child spawned with PID {pid}.");
        if (_session)
        {
            if (_detachResult == Errno.ENOTTY && !Terminal.Is(0))
            {
                Debug($"Unable to attach to controlling tty {Cause(_detachResult)}.");
            }

            Debug("setsid complete.");
        }
    }

    public override void StartFailed(string command, SpawnFailure failure) => Say(failure.Stage switch
    {
        SpawnStage.Exec => $"{command}: {Errors.Describe(failure.Errno)}",
        SpawnStage.Clone => "Unable to fork. Exiting.",
        SpawnStage.Session => $"Unable to setsid {Cause(failure.Errno)}. Exiting.",
        _ => StartFailure.Describe(command, failure, options),
    });

    public override void Received(Signal signal) => Debug($"Received signal {signal.Number}.");

    public override void HandOverIgnored(Signal signal) => Debug($"Ignoring tty hand-off signal {signal.Number}.");

    public override void Forwarded(Signal signal, Signal? received, Errno result)
    {
        if (received is { } before)
        {
            Debug($"Translating signal {before.Number} to {signal.Number}.");
        }

        Debug($"Forwarded signal {signal.Number} to children.");
    }

    public override void Dropped(Signal received)
    {
        Debug($"Translating signal {received.Number} to 0.");
        Debug("Not forwarding signal 0 to children (ignored).");
    }

    public override void Suspending() => Debug("Suspending self due to TTY signal.");

    public override void OrphanReaped(ChildChange change) => Reaped(change);

    public override void CommandEnded(ChildChange change)
    {
        Reaped(change);
        if (!_session)
        {
            // dumb-init says so here as well, of a process that is gone. Its number may be another's by now, so
            // this is all that we do.
            SayTermWent();
        }
    }

    public override void DescendantsSignalled(Signal signal, int count)
    {
    }

    public override void Exiting(int code) => Debug($"Child exited with status {code}. Goodbye.");

    public override void Trouble(string what) => Debug(what);

    private void SayTermWent()
    {
        if (options.Rewrites.Apply(Signal.Term) is { } becomes)
        {
            Forwarded(becomes, options.Rewrites.Has(Signal.Term) ? Signal.Term : null, Errno.ESRCH);
        }
        else
        {
            Dropped(Signal.Term);
        }
    }

    private static string Cause(Errno errno) => $"(errno={(int)errno} {Errors.Describe(errno)})";

    private void Reaped(ChildChange change)
    {
        Debug($"Received signal {Signal.Chld.Number}.");
        Debug(change.Status.Signaled
            ? $"A child with PID {change.Pid} was terminated by signal {change.Status.TerminatingSignal}."
            : $"A child with PID {change.Pid} exited with exit status {change.Status.ExitCode}.");
    }

    private void Debug([InterpolatedStringHandlerArgument("")] LeveledText text)
    {
        if (text.Wanted)
        {
            Say(text.Take());
        }
    }

    private void Debug(string text)
    {
        if (Wants(1))
        {
            Say(text);
        }
    }

    private void Say(string text) => Error("[dumb-init] " + text);
}
