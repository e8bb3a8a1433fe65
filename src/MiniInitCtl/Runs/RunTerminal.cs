using System;
using MiniInit.Linux;

namespace MiniInit.Ctl.Runs;

/// <summary>Shows the terminal of a command on ours: passes on what is typed and what is printed.</summary>
internal sealed class RunTerminal : IDisposable
{
    private const int Input = 0, Output = 1;
    private const byte EndOfInput = 4;

    private readonly PseudoTerminal _terminal;
    private readonly byte[] _typed = new byte[4096], _printed = new byte[16 * 1024];
    private TerminalModes? _modes;
    private int _start, _end;
    private bool _hasInput = true, _hasOutput = true, _hasBegun, _isAway;

    /// <summary>Makes it as large as ours.</summary>
    public RunTerminal(PseudoTerminal terminal)
    {
        _terminal = terminal;
        CopySize();
    }

    /// <summary>The command runs: what is typed from now on is for it.</summary>
    public void Begin()
    {
        _hasBegun = true;
        Terminal.BeforeEnd = Dispose;
        Resume();
    }

    /// <summary>We are in the foreground, perhaps again. In the background the terminal is somebody else's, and stays as it is.</summary>
    public void Resume()
    {
        _isAway = TerminalModes.IsInBackground(Input);
        if (_hasBegun && !_isAway)
        {
            _modes ??= TerminalModes.TryMakeRaw(Input);
            CopySize();
        }
    }

    /// <summary>Somebody else has our terminal for a while, as it was before.</summary>
    public void Suspend()
    {
        _isAway = true;
        Dispose();
    }

    /// <summary>Makes it as large as ours is now.</summary>
    public void CopySize() =>
        TerminalModes.CopySize(Linux.Terminal.Is(Output) ? Output : Input, _terminal.Master.Number);

    /// <summary>Waits until there is something to do, and passes on what there is.</summary>
    public void Wait(OwnedFd connection, int signals)
    {
        bool isPending = _start < _end;
        Readiness master = !_hasOutput || !_hasBegun ? Readiness.None
            : isPending ? Readiness.Readable | Readiness.Writable
            : Readiness.Readable;
        Span<PollEntry> polls =
        [
            new PollEntry(connection.Number, Readiness.Readable),
            new PollEntry(signals, Readiness.Readable),
            new PollEntry(Input, _hasBegun && _hasInput && !isPending && !_isAway ? Readiness.Readable : Readiness.None),
            new PollEntry(_terminal.Master.Number, master),
        ];
        Polling.Wait(polls);
        if (polls[2].Found != Readiness.None)
        {
            TakeInput();
        }

        if (polls[3].Found.HasFlag(Readiness.Readable))
        {
            _ = Show();
        }

        PassInput();
    }

    /// <summary>The command has ended: shows what it has printed, and makes our terminal what it was.</summary>
    public void End()
    {
        while (_hasOutput && Show())
        {
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _modes?.Restore();
        _modes = null;
    }

    private void TakeInput()
    {
        _isAway = TerminalModes.IsInBackground(Input);
        if (_isAway)
        {
            return;
        }

        (_start, _end) = (0, StandardInput.Read(_typed));
        if (_end <= 0)
        {
            // As somebody would say who types.
            (_hasInput, _typed[0], _end) = (false, EndOfInput, 1);
        }
    }

    private void PassInput()
    {
        _start += _start < _end ? _terminal.Type(_typed.AsSpan(_start, _end - _start)) : 0;
    }

    /// <returns>False if there was nothing.</returns>
    private bool Show()
    {
        int count = NonBlockingReader.Read(_terminal.Master, _printed, out Errno errno);
        if (count > 0)
        {
            Terminal.Write(_printed.AsSpan(0, count));
            return true;
        }

        // EIO: nobody has it open any more.
        _hasOutput = errno == Errno.EAGAIN;
        return false;
    }
}
