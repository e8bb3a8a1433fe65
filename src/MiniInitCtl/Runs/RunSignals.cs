using System;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Linux;
using MiniInit.Linux.Tracing;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Runs;

/// <summary>The signals to us: some are for the command whose place we have taken, the others end or stop us in good order.</summary>
internal sealed class RunSignals : IDisposable
{
    private const int Child = 17, Urgent = 23, WindowChanged = 28;

    private static readonly Signal[] s_passed = [Signal.Interrupt, Signal.Quit, Signal.Term];

    private static readonly SignalSet s_stops =
        SignalSet.Empty.With(Signal.Tstp.Number).With(Signal.Ttin.Number).With(Signal.Ttou.Number);

    private readonly SocketPlace _place;
    private readonly SignalFd _signals;
    private InitConnection? _connection;
    private SignalSet _waiting;

    /// <summary>Takes them from now on.</summary>
    /// <param name="place">Where the init is that runs the command.</param>
    /// <param name="signals">Which.</param>
    public RunSignals(SocketPlace place, SignalSet signals)
    {
        _place = place;
        _ = WholeProcessMask.Block(signals);
        _signals = SignalFd.Open(signals);
    }

    /// <summary>
    /// All that would end or stop us, with our terminal as it is for the command, but for those that the runtime needs; and
    /// those that tell of the terminal. What is ignored, as by nohup(1), stays so.
    /// </summary>
    public static SignalSet OfTerminal
    {
        get
        {
            ulong others = SignalMask.NeededByRuntime.Bits | SignalDisposition.ReadIgnored().Bits;
            return new SignalSet(SignalSet.All.Bits & ~others).Without(Child).Without(Urgent);
        }
    }

    /// <summary>What to wait for.</summary>
    public int Descriptor => _signals.Fd.Number;

    /// <summary>The job that gets them; null while it is not known.</summary>
    public string? Job { get; set; }

    /// <summary>The signal that ends us, or has come twice before there was a command; 0 for none.</summary>
    public int Ending { get; private set; }

    /// <summary>Tells, once, whether the size of our terminal has changed.</summary>
    public bool TakeWindowChange() => Take(SignalSet.Empty.With(WindowChanged));

    /// <summary>Tells, once, whether we are to stop, as for ^Z.</summary>
    public bool TakeStop() => Take(s_stops);

    /// <summary>Tells, once, whether we were stopped and go on.</summary>
    public bool TakeContinue() => Take(SignalSet.Empty.With(Signal.Cont.Number));

    /// <summary>Takes what has come, and sends on what is for the command.</summary>
    public void PassOn()
    {
        Span<SignalInfo> batch = stackalloc SignalInfo[8];
        int count = _signals.Read(batch);
        foreach (SignalInfo info in batch[..count])
        {
            bool isPassed = Array.Exists(s_passed, signal => signal.Number == info.Number);

            // The first waits for the command, which may run already though init has not said so; whoever sends it again
            // does not want to wait.
            bool isEnd = isPassed ? Job is null && _waiting.Contains(info.Number)
                : info.Number is not WindowChanged && info.Number != Signal.Cont.Number && !s_stops.Contains(info.Number);
            Ending = isEnd ? info.Number : Ending;
            _waiting = _waiting.With(info.Number);
        }

        foreach (Signal signal in s_passed)
        {
            if (Job is string job && Take(SignalSet.Empty.With(signal.Number)))
            {
                Send(job, signal);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection?.Dispose();
        _signals.Dispose();
    }

    /// <summary>On a connection of its own, since ours waits for an end; to the same init, whoever is the usual one by now.</summary>
    private void Send(string job, Signal signal)
    {
        // Who types ^C means all that runs there.
        bool isTyped = signal != Signal.Term;
        _connection ??= InitConnection.TryOpen(_place, keepsJson: false, out _, CtlLimits.SignalMs);
        if (_connection?.Ask(new ControlCall.Signal(new Target(job, null, []), signal.Name, isTyped), CtlLimits.SignalMs) is null or Answer.Lost)
        {
            // An answer that is late would be taken for that to the next.
            _connection?.Dispose();
            _connection = null;
        }
    }

    /// <returns>Whether a signal of a set had come.</returns>
    private bool Take(SignalSet signals)
    {
        bool hasCome = (_waiting.Bits & signals.Bits) != 0;
        _waiting = new SignalSet(_waiting.Bits & ~signals.Bits);
        return hasCome;
    }
}
