using MiniInit.Linux;

namespace MiniInit;

/// <summary>Our controlling terminal, and which process group is in its foreground, tcsetpgrp(3).</summary>
/// <remarks>
/// It is opened anew for each use: a descriptor kept open would keep a terminal alive that was hung up, and there are
/// only a handful of uses in the life of a command.
/// </remarks>
internal static class ControllingTerminal
{
    /// <summary>We have a controlling terminal.</summary>
    public static bool Exists
    {
        get
        {
            using Terminal? terminal = Terminal.TryOpenControlling();
            return terminal is not null;
        }
    }

    /// <summary>Our own process group is the terminal's foreground group.</summary>
    public static bool InForeground
    {
        get
        {
            using Terminal? terminal = Terminal.TryOpenControlling();
            return terminal?.ForegroundGroup == CurrentProcess.GroupId;
        }
    }

    /// <summary>
    /// Opens the terminal if we are in its foreground and it is our standard input: only then is it ours to give away.
    /// A command in the middle of a pipeline reads the pipe, and the terminal belongs to the pipeline's first.
    /// </summary>
    public static Terminal? TryOpenOwned()
    {
        if (!Terminal.IsControlling(0))
        {
            return null;
        }

        Terminal? terminal = Terminal.TryOpenControlling();
        if (terminal is not null && terminal.ForegroundGroup != CurrentProcess.GroupId)
        {
            terminal.Dispose();
            return null;
        }

        return terminal;
    }

    /// <summary>
    /// Makes our group the foreground group again, if it is still the one we gave the terminal to, or one that is gone.
    /// Somebody else may have taken it meanwhile, as a shell does that moved us to the background.
    /// </summary>
    public static void TakeBackFrom(int group)
    {
        using Terminal? terminal = Terminal.TryOpenControlling();
        if (terminal?.ForegroundGroup is { } foreground && (foreground == group || !SignalSender.GroupExists(foreground)))
        {
            _ = terminal.SetForegroundGroup(CurrentProcess.GroupId);
        }
    }

    /// <summary>Puts a process group into the foreground, as far as the terminal lets us.</summary>
    public static void SetForeground(int group)
    {
        using Terminal? terminal = Terminal.TryOpenControlling();
        _ = terminal?.SetForegroundGroup(group);
    }
}
