using MiniInit.Linux;

namespace MiniInit.ExecMode;

/// <summary>The controlling terminal, and who is in its foreground.</summary>
/// <remarks>
/// It is opened anew for each use: a descriptor kept open would keep a terminal alive that was hung up, and there are
/// only a handful of uses in the life of a command.
/// </remarks>
internal static class JobControl
{
    /// <summary>We have a controlling terminal.</summary>
    public static bool HasTerminal
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

    /// <summary>Opens the terminal if we are in its foreground: only then is it ours to give away.</summary>
    public static Terminal? TryOpenOwned()
    {
        Terminal? terminal = Terminal.TryOpenControlling();
        if (terminal is not null && terminal.ForegroundGroup != CurrentProcess.GroupId)
        {
            terminal.Dispose();
            return null;
        }

        return terminal;
    }

    /// <summary>Puts a process group into the foreground, as far as the terminal lets us.</summary>
    public static void SetForeground(int group)
    {
        using Terminal? terminal = Terminal.TryOpenControlling();
        _ = terminal?.SetForegroundGroup(group);
    }
}
