using System;
using MiniInit.Linux;
using MiniInit.Linux.Files;
using MiniInit.Reexecution;

namespace MiniInit.Output;

// The promises
//
//   - What cannot be written is dropped, said once, and tried again; that it works again is said too.
//   - A file that was deleted or renamed away is left, at the first output a second later, and made anew under its name.
//   - No file is larger than the most it may have, unless it cannot be rotated: then it goes on, and that is tried again.
//   - It is never a link, a FIFO, a device or a socket. Missing folders on the way to it are made (0755): an image made
//     from scratch has no /var/log.
//
// What cannot be promised
//
//   A write to a regular file takes as long as its file system likes, and no flag changes that. On a network file system
//   whose server is gone, all of init waits. So logs belong on a local disk, or nowhere.
//
//   Whoever may write to the folder can take the file away, and what is in it. Nobody can make us write
//   elsewhere: neither a link of theirs on the way to it is followed, nor a second name of another file written to.

/// <summary>A file that is appended to and rotated by size.</summary>
/// <param name="path">Where it is.</param>
/// <param name="owner">Whose log it is, for messages.</param>
/// <param name="most">The most bytes it may have; null for any number.</param>
/// <param name="keep">How many rotated files are kept, 0 or more.</param>
/// <param name="troubles">Where to say what is wrong.</param>
internal sealed class RotatedFile(string path, string owner, long? most, int keep, OutputTroubles troubles) : IDisposable
{
    private readonly string _shown = $"{Escaped.Text(path)}, the log of {owner}";
    private readonly LogTrouble _opening = new(troubles), _writing = new(troubles), _rotating = new(troubles);
    private AppendedFile? _file;
    private TimeSpan _nextOpening = TimeSpan.MinValue, _nextWrite = TimeSpan.MinValue;
    private TimeSpan _nextCheck = TimeSpan.MinValue, _nextRotation = TimeSpan.MinValue;
    private long _size, _lost;
    private bool _midLine, _isTorn;

    /// <summary>Whether our predecessor has said that something is wrong, and it is still to be said what was lost.</summary>
    private bool _owesNote;

    /// <summary>Appends bytes. Rotates between lines, or where a line alone is too long.</summary>
    /// <param name="bytes">They go on where the last ones ended.</param>
    /// <param name="now">When they came.</param>
    public void Append(ReadOnlySpan<byte> bytes, OutputTime now)
    {
        bool isReady = IsReady(now) && (!_isTorn || TryWrite("\n"u8, now));
        while (isReady && !bytes.IsEmpty)
        {
            int length = Fitting(bytes, now);
            if (length > 0)
            {
                isReady = TryWrite(bytes[..length], now);
                bytes = isReady ? bytes[length..] : bytes;
            }
            else
            {
                Rotate(now);
            }
        }

        if (!bytes.IsEmpty)
        {
            _lost += bytes.Length;
            _isTorn = _midLine && _size > 0;
        }
    }

    /// <summary>Leaves the file for the one that has its name now, or makes it.</summary>
    public void Reopen(OutputTime now) => Open(now);

    /// <summary>Writes down what a successor needs; it opens the file anew.</summary>
    public void Save(OutputState state) => (state.IsFileMidLine, state.IsFileTorn, state.Lost) = (_midLine, _isTorn, _lost);

    /// <summary>Goes on where our predecessor was.</summary>
    public void Resume(OutputState state) =>
        (_midLine, _isTorn, _lost, _owesNote) = (state.IsFileMidLine, state.IsFileTorn, state.Lost, state.Lost > 0);

    public void Dispose() => _file?.Dispose();

    private bool IsReady(OutputTime now)
    {
        if (_file is null)
        {
            if (now.Monotonic >= _nextOpening)
            {
                Open(now);
            }
        }
        else if (now.Monotonic >= _nextCheck)
        {
            _nextCheck = now.Monotonic + OutputLimits.FileCheck;
            if (_file.Has(path, out long size))
            {
                _size = size; // others may write to it too, or have truncated it
            }
            else
            {
                Open(now);
            }
        }

        return _file is not null && now.Monotonic >= _nextWrite;
    }

    private void Open(OutputTime now)
    {
        using var folder = WritableFolder.TryOpen(path, out string name, out string reason);
        AppendedFile? file = folder is null ? null
            : AppendedFile.TryOpen(folder, name, mustBeNew: false, out reason, out _);
        if (file is null)
        {
            // A file that is open is kept: better there than nowhere.
            _nextOpening = now.Monotonic + OutputLimits.FileRetry;
            string meanwhile = _file is null ? "what comes is lost there" : "the file that is open is kept";
            _opening.Say($"cannot open {_shown}: {reason}; {meanwhile} until it can be");
            return;
        }

        Use(file, now);
        if (_opening.End())
        {
            SayAgain();
        }
    }

    private void Use(AppendedFile file, OutputTime now)
    {
        _file?.Dispose();
        _file = file;
        _size = file.InitialSize;
        _isTorn &= _size > 0;
        _nextCheck = now.Monotonic + OutputLimits.FileCheck;
        _nextRotation = TimeSpan.MinValue;
    }

    /// <summary>How many of the bytes may go into the file; 0: it must be rotated first.</summary>
    private int Fitting(ReadOnlySpan<byte> bytes, OutputTime now)
    {
        if (most is null || now.Monotonic < _nextRotation || _size + bytes.Length <= most)
        {
            return bytes.Length;
        }

        int room = (int)Math.Max(0, most.Value - _size);
        int lines = bytes[..room].LastIndexOf((byte)'\n') + 1;
        if (lines > 0)
        {
            return lines;
        }

        // A line that has begun goes on, and one that fits into no file at all is cut.
        return _midLine || _size == 0 ? Math.Max(room, _size == 0 ? 1 : 0) : 0;
    }

    private void Rotate(OutputTime now)
    {
        // Somebody else did, just now: the file of that name is not ours to rotate.
        if (!_file!.Has(path, out _))
        {
            _nextRotation = now.Monotonic + OutputLimits.FileRetry;
            Open(now);
            return;
        }

        AppendedFile? file = LogRotation.TryRotate(path, keep, out string reason);
        if (file is null)
        {
            _nextRotation = now.Monotonic + OutputLimits.FileRetry;
            _rotating.Say($"cannot rotate {_shown}: {reason}; it grows until it can be");
            return;
        }

        Use(file, now);
        _ = _rotating.End();
    }

    private bool TryWrite(ReadOnlySpan<byte> bytes, OutputTime now)
    {
        int length = bytes.Length;
        while (!bytes.IsEmpty)
        {
            int written = _file!.Write(bytes, out Errno errno);
            if (errno != Errno.None)
            {
                _lost -= length - bytes.Length; // the caller counts all of it
                _nextWrite = now.Monotonic + OutputLimits.FileCheck;
                _writing.Say($"cannot write to {_shown}: {Errors.Describe(errno)}; what comes is lost there until it can be");
                return false;
            }

            _size += written;
            _midLine = written > 0 ? bytes[written - 1] != (byte)'\n' : _midLine;
            bytes = bytes[written..];
        }

        _isTorn = false;
        if (_writing.End() || _owesNote)
        {
            _owesNote = false;
            SayAgain();
        }

        return true;
    }

    private void SayAgain()
    {
        troubles.Say($"{_shown}, is written again; {_lost} bytes were lost");
        _lost = 0;
    }
}
