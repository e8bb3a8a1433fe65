using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using MiniInit.Core.Values;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Conversations;

/// <summary>
/// What happens while an answer is waited for: a person sees how far it is, and who interrupts the waiting is told that
/// only the waiting ends.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly string _onInterrupt;
    private readonly WaitingLine? _line;
    private PosixSignalRegistration? _interrupt;

    /// <summary>Has patience.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="targets">What is waited for.</param>
    /// <param name="onInterrupt">What is said when somebody interrupts it.</param>
    public Patience(Invocation invocation, IReadOnlyList<Target> targets, string onInterrupt)
    {
        _onInterrupt = $"{invocation.Name}: {onInterrupt}";
        _line = WaitingLine.IsWanted(invocation) ? new WaitingLine(invocation, targets) : null;
    }

    /// <summary>After how long it begins, in milliseconds: most answers come before.</summary>
    public static int BeginMs => CtlLimits.AtOnceMs;

    /// <summary>Passes the time.</summary>
    /// <returns>In how many milliseconds to call again; -1: not any more.</returns>
    public int Tick()
    {
        _interrupt ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        _line?.Show();
        return _line is null ? -1 : CtlLimits.RefreshMs;
    }

    /// <summary>Makes room for other output.</summary>
    public void Clear() => _line?.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt?.Dispose();
        _line?.Dispose();
    }

    /// <remarks>On a thread of its own: the one that waits does not come back from that.</remarks>
    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        Clear();
        Terminal.WriteErrorLine(_onInterrupt);
        SignalSender.EndSelf(Signal.Interrupt.Number);
        CurrentProcess.Exit(ExitCode.SignalBase + Signal.Interrupt.Number);
    }
}
