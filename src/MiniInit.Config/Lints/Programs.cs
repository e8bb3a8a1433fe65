using MiniInit.Core.Values;

namespace MiniInit.Config.Lints;

/// <summary>What is known of programs by their names.</summary>
internal static class Programs
{
    /// <summary>Gives the last part of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Whether it is a shell that reads the language of the Bourne shell.</summary>
    public static bool IsShell(string path) =>
        NameOf(path) is "sh" or "ash" or "bash" or "dash" or "ksh" or "mksh" or "zsh";

    /// <summary>Whether a command with its arguments is one; busybox is one by its first argument.</summary>
    public static bool IsShell(ValueList<string> command) =>
        IsShell(command[0]) || (NameOf(command[0]) == "busybox" && command.Count > 1 && IsShell(command[1]));
}
