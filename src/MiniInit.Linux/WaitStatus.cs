using MiniInit.Linux.LibC;

namespace MiniInit.Linux;

/// <summary>What became of a child, as wait(2) packs it.</summary>
/// <param name="Raw">The packed status.</param>
public readonly record struct WaitStatus(int Raw)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(WaitStatus);

    /// <summary>It ended by exit(2).</summary>
    public bool Exited => (Raw & 0x7F) == 0;

    /// <summary>It was ended by a signal.</summary>
    public bool Signaled => (Raw & 0x7F) is not 0 and not 0x7F;

    /// <summary>It is stopped and lives on.</summary>
    public bool Stopped => (Raw & 0xFF) == 0x7F;

    /// <summary>It is gone.</summary>
    public bool Ended => Exited || Signaled;

    /// <summary>The code of exit(2), 0–255; meaningful when <see cref="Exited"/>.</summary>
    public int ExitCode => (Raw >> 8) & 0xFF;

    /// <summary>The signal that ended it; meaningful when <see cref="Signaled"/>.</summary>
    public int TerminatingSignal => Raw & 0x7F;

    /// <summary>The signal that stopped it; meaningful when <see cref="Stopped"/>.</summary>
    public int StoppingSignal => (Raw >> 8) & 0xFF;

    /// <summary>Of a traced process that stopped: what for, a PTRACE_EVENT_… of ptrace(2); 0: a signal, or a call.</summary>
    public int TraceEvent => Stopped ? Raw >> 16 : 0;

    /// <summary>It left a core dump.</summary>
    public bool CoreDumped => Signaled && (Raw & 0x80) != 0;

    /// <summary>The shell's single number for it: the exit code, or 128 + the signal.</summary>
    public int ShellCode => Signaled ? 128 + TerminatingSignal : ExitCode;
}
