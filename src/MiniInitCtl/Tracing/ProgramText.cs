using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Tracing;

/// <summary>Programs and their arguments: read from /proc, and written for people.</summary>
internal static class ProgramText
{
    /// <summary>Splits what /proc/PID/cmdline holds.</summary>
    /// <param name="bytes">Its first bytes: arguments, each with its NUL.</param>
    /// <param name="length">How many bytes were asked for.</param>
    /// <param name="isCut">Whether something is missing: there are more arguments, or longer ones.</param>
    public static IReadOnlyList<string> Split(byte[] bytes, int length, out bool isCut)
    {
        isCut = bytes.Length == length;
        string[] all = Encoding.UTF8.GetString(bytes).Split('\0');
        int count = bytes.Length > 0 && bytes[^1] == 0 ? all.Length - 1 : bytes.Length == 0 ? 0 : all.Length;
        List<string> arguments = [];
        foreach (string argument in all.Take(count))
        {
            if (arguments.Count == TraceLimits.ShownArguments)
            {
                isCut = true;
                break;
            }

            bool isLong = argument.Length > TraceLimits.ShownArgument;
            isCut |= isLong;
            arguments.Add(isLong ? argument[..TraceLimits.ShownArgument] + "…" : argument);
        }

        return arguments;
    }

    /// <summary>Writes arguments as <c>["tmux", "new"]</c>.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="isCut">Whether something is missing.</param>
    public static string List(IReadOnlyList<string> arguments, bool isCut)
    {
        IEnumerable<string> quoted = arguments.Select(argument =>
            '"' + TerminalText.Escape(argument)
                .Replace("\"", "\\\"", System.StringComparison.Ordinal) + '"');
        return $"[{string.Join(", ", quoted)}{(isCut ? ", …" : "")}]";
    }
}
