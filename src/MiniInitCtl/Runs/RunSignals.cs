using System;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux;
using MiniInit.Linux.Tracing;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Runs;

/// <summary>The signals to us, which are for the command whose place we have taken.</summary>
internal sealed class RunSignals : IDisposable
{
    /// <summary>SIGWINCH: the size of our terminal has changed.</summary>
    public const int WindowChanged = 28;

    private readonly Invocation _invocation;
    private readonly SignalFd _signals;
    private SignalSet _waiting;

    /// <summary>Takes them from now on.</summary>
    /// <param name="invocation">Which init is meant.</param>
    /// <param name="signals">Which.</param>
    public RunSignals(Invocation invocation, SignalSet signals)
    {
        _invocation = invocation;
        _ = WholeProcessMask.Block(signals);
        _signals = SignalFd.Open(signals);
    }

    /// <summary>What to wait for.</summary>
    public int Descriptor => _signals.Fd.Number;

    /// <summary>The job that gets them; null while it is not known.</summary>
    public string? Job { get; set; }

    /// <summary>The signal that ends us, come twice before there was a command, or since there is no terminal any more; 0 for none.</summary>
    public int Ending { get; private set; }

    /// <summary>Tells, once, whether the size of our terminal has changed.</summary>
    public bool TakeWindowChange()
    {
        bool hasChanged = _waiting.Contains(WindowChanged);
        _waiting = _waiting.Without(WindowChanged);
        return hasChanged;
    }

    /// <summary>Sends on what has come.</summary>
    public void PassOn()
    {
        Span<SignalInfo> batch = stackalloc SignalInfo[8];
        int count = _signals.Read(batch);
        foreach (SignalInfo info in batch[..count])
        {
            // The first waits for the command, which may run already though init has not said so; whoever sends it again
            // does not want to wait.
            bool isAgain = Job is null && info.Number != WindowChanged && _waiting.Contains(info.Number);
            Ending = info.Number == Signal.Hup.Number || isAgain ? info.Number : Ending;
            _waiting = _waiting.With(info.Number);
        }

        foreach (Signal signal in (Signal[])[Signal.Interrupt, Signal.Quit, Signal.Term])
        {
            if (Job is string job && _waiting.Contains(signal.Number))
            {
                _waiting = _waiting.Without(signal.Number);

                // Who types ^C means all that runs there; on a connection of its own, since ours waits for an end.
                bool isTyped = signal != Signal.Term;
                using var connection = InitConnection.TryOpen(_invocation, out _);
                _ = connection?.Ask(new ControlCall.Signal(new Target(job, null, []), signal.Name, isTyped));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _signals.Dispose();
}
