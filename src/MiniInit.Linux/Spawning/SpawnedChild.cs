using System;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>A child that clone(2) made. Whether it became the program is told later: see <see cref="Failure"/>.</summary>
public sealed unsafe class SpawnedChild : IDisposable
{
    private readonly nuint _size;
    private readonly OwnedFd? _gate;
    private ChildBlock* _block;

    internal SpawnedChild(
        int pid, PidFd? pidFd, OwnedFd? execPipe, OwnedFd? gate, ChildBlock* block, nuint size)
    {
        _gate = gate;
        Pid = pid;
        PidFd = pidFd;
        ExecPipe = execPipe;
        _block = block;
        _size = size;
    }

    /// <summary>Its process id, ours to use until it is reaped.</summary>
    public int Pid { get; }

    /// <summary>Its pidfd, if one was asked for and the kernel has them.</summary>
    public PidFd? PidFd { get; }

    /// <summary>If asked for: end-of-file on it means that the program runs, or that the child is gone.</summary>
    public OwnedFd? ExecPipe { get; }

    /// <summary>Why it is not in the control group that was asked for; none where it is, or none was.</summary>
    public Errno ControlGroupErrno { get; init; }

    /// <summary>
    /// Why it did not become the program. Meaningful after end-of-file on <see cref="ExecPipe"/> or when the child is
    /// reaped; null before, and when the program ran.
    /// </summary>
    public SpawnFailure? Failure
    {
        get
        {
            ObjectDisposedException.ThrowIf(_block == null, this);
            var stage = (SpawnStage)System.Threading.Volatile.Read(ref _block->FailedStage);
            return stage == SpawnStage.None
                ? null
                : new SpawnFailure(stage, (Errno)_block->FailedErrno, _block->FailedNumber);
        }
    }

    /// <summary>Lets a child pass that was started <see cref="SpawnRequest.WithGate"/>.</summary>
    public void OpenGate()
    {
        byte go = 1;
        if (_gate is { IsClosed: false })
        {
            // A child that is gone does not read: EPIPE, and SIGPIPE is ignored by the runtime.
            _ = Libc.write(_gate.Number, &go, 1);
            _gate.Dispose();
        }
    }

    /// <summary>Lets go of the pipe, the pidfd and the shared memory, not of the process.</summary>
    public void Dispose()
    {
        PidFd?.Dispose();
        ExecPipe?.Dispose();
        _gate?.Dispose();
        if (_block != null)
        {
            _ = Libc.munmap(_block, _size);
            _block = null;
        }
    }
}
