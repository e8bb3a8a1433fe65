namespace MiniInit.ExecMode;

/// <summary>What happens to the other processes when the command has ended.</summary>
internal enum AfterCommand
{
    /// <summary>Nothing: exit at once.</summary>
    Exit,

    /// <summary>The command's process group gets TERM, then exit at once.</summary>
    TermGroupAndExit,

    /// <summary>Wait until none is left.</summary>
    Wait,

    /// <summary>TERM to all descendants, KILL after <see cref="ExecOptions.Grace"/>, exit when none is left.</summary>
    Grace,
}
