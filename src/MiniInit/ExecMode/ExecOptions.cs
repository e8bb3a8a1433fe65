using System;
using MiniInit.Boot;
using MiniInit.Core.Values;

namespace MiniInit.ExecMode;

/// <summary>Everything exec mode was asked for.</summary>
internal sealed record ExecOptions
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ExecOptions);

    /// <summary>Whose program we stand in for.</summary>
    public Dialect Dialect { get; init; }

    /// <summary>Index of the command in our argv.</summary>
    public int CommandIndex { get; init; }

    /// <summary>Run nothing: sleep, reap, exit with 0 on TERM or INT.</summary>
    public bool Pause { get; init; }

    /// <summary>Where the command stands.</summary>
    public CommandPlace Place { get; init; }

    /// <summary>Exit codes of the command that become 0.</summary>
    public ExitCodeSet ExpectedExitCodes { get; init; } = new();

    /// <summary>The signal we get when our parent dies, or null.</summary>
    public Signal? ParentDeathSignal { get; init; }

    /// <summary>Whether to adopt orphans when not PID 1.</summary>
    public SubreaperWish Subreaper { get; init; } = SubreaperWish.IfPossible;

    /// <summary>What received signals become.</summary>
    public SignalRewrites Rewrites { get; init; } = new();

    /// <summary>Say when a process that is not the command is reaped.</summary>
    public bool WarnOnReap { get; init; }

    /// <summary>What happens when the command has ended.</summary>
    public AfterCommand AfterCommand { get; init; }

    /// <summary>How long descendants have after TERM.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>How long the first TERM is kept back, so that load balancers notice.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>USER[:GROUP] to run the command as, or null.</summary>
    public string? RunAs { get; init; }

    /// <summary>The command's working directory, or null for ours.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>0: only what goes wrong; 1: what happens; 2: every signal; 3: everything.</summary>
    public int Verbosity { get; init; }

    /// <summary>Stop ourselves when a stop signal (TSTP, TTIN, TTOU) is forwarded, whether the command stops or not.</summary>
    public bool StopWithForwardedStop { get; init; }

    /// <summary>A script without a <c>#!</c> line is run by /bin/sh, as execvp(3) does.</summary>
    public bool ShellFallback { get; init; }
}
