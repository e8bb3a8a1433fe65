namespace MiniInit.ExecMode;

/// <summary>What the exec machine asks for.</summary>
internal enum ExecEffectKind
{
    /// <summary>Send the signal to the command, or its process group, as its place says.</summary>
    SignalCommand,

    /// <summary>Send the signal to every live descendant.</summary>
    SignalDescendants,

    /// <summary>Nothing is sent: a rewrite drops the signal.</summary>
    DropSignal,

    /// <summary>Send CONT to the command's whole process group: the terminal stops groups, not processes.</summary>
    ContinueGroup,

    /// <summary>Make the command's process group the terminal's foreground group.</summary>
    GiveTerminal,

    /// <summary>Make our own process group the terminal's foreground group again.</summary>
    TakeTerminal,

    /// <summary>Stop our process group, as ^Z would have if the command were a member of it.</summary>
    StopGroup,

    /// <summary>Stop ourselves alone.</summary>
    StopSelf,

    /// <summary>Look whether descendants are left, and tell the machine when there are none.</summary>
    CountDescendants,

    /// <summary>End with the code.</summary>
    Exit,
}

/// <summary>One thing the exec machine asks for.</summary>
/// <param name="Kind">What.</param>
/// <param name="Number">The signal or the exit code; 0 where neither is meant.</param>
/// <param name="Received">The signal that was received, where it was rewritten into another; else 0.</param>
internal readonly record struct ExecEffect(ExecEffectKind Kind, int Number = 0, int Received = 0)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ExecEffect);
}
