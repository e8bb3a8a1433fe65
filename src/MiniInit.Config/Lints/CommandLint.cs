using System;
using System.Buffers;
using System.Diagnostics;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>Looks for commands that a shell takes in another way than meant, or that lack a shell.</summary>
internal static class CommandLint
{
    private static readonly SearchValues<char> s_code = SearchValues.Create(" \t\n'\"`;(*^\\");

    public static void Check(LintedJob job)
    {
        foreach ((string key, JobCommand command) in JobCommands.Of(job.Definition))
        {
            switch (command)
            {
                case JobCommand.Line { Split.Doubt: TextError doubt } when job.TextAt(key) is TomlString text:
                    job.Warn(LintCodes.DoubtfulCommand, text, doubt);
                    break;
                case JobCommand.Program program when !TakesCode(program.Arguments):
                    CheckArguments(job, key, program.Arguments);
                    break;
                case JobCommand.Line or JobCommand.Program or JobCommand.Script:
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    private static void CheckArguments(LintedJob job, string key, ValueList<string> arguments)
    {
        for (int at = 0; at < arguments.Count; at++)
        {
            if (ProblemOf(arguments[at], isFirst: at == 0) is string problem)
            {
                bool isJoin = arguments[at] is "&&" or "||" or "&";
                string fix = !isJoin ? $"write {key} as one text, which a shell then reads"
                    : key is not ("reload-exec" or "ready.exec" or "health.exec")
                    ? "use \"script\" for more than one command"
                    : "write [\"/bin/sh\", \"-c\", \"…\"] for more than one command";
                job.Warn(
                    LintCodes.NoShell,
                    key,
                    $"cannot use {Quotation.Of(arguments[at])} as {problem}: an array is passed on as it is; {fix}",
                    at);
                return; // the fix is for the whole array
            }
        }
    }

    private static string? ProblemOf(string argument, bool isFirst) => argument switch
    {
        "&&" or "||" or "&" when !isFirst => "a way to join several commands",
        "|" when !isFirst => "a pipe",
        ">" or ">>" or "<" or "2>" or "2>>" or "&>" or "2>&1" or ">&2" when !isFirst => "a redirection",
        "~" => "a home folder",
        _ when argument.StartsWith("~/", StringComparison.Ordinal) => "a home folder",
        _ when HasVariable(argument) => "a variable",
        _ => null,
    };

    /// <summary>
    /// Whether a text holds what looks like a variable of the environment and not like code: in capitals, and no blank
    /// or quote anywhere, as in <c>$HOME/bin</c> or <c>--port=${PORT}</c>.
    /// </summary>
    private static bool HasVariable(string argument)
    {
        if (argument.AsSpan().ContainsAny(s_code))
        {
            return false;
        }

        int at = argument.IndexOf('$');
        while (at >= 0)
        {
            int start = at + 1 < argument.Length && argument[at + 1] == '{' ? at + 2 : at + 1;
            int end = start;
            while (end < argument.Length && (char.IsAsciiLetterUpper(argument[end]) || argument[end] == '_'
                || (end > start && char.IsAsciiDigit(argument[end]))))
            {
                end++;
            }

            bool isWhole = end == argument.Length || !char.IsAsciiLetterOrDigit(argument[end]);
            if (end - start > 1 && isWhole)
            {
                return true;
            }

            at = argument.IndexOf('$', at + 1);
        }

        return false;
    }

    /// <summary>Whether a program reads such words itself: a shell, a language, a test.</summary>
    private static bool TakesCode(ValueList<string> arguments) => arguments.Any(argument =>
        Programs.IsShell(argument) || Programs.NameOf(argument)
            is "test" or "[" or "expr" or "awk" or "gawk" or "mawk" or "nawk" or "perl" or "python" or "python3"
            or "ruby" or "php" or "node" or "sed" or "jq" or "envsubst" or "make" or "su" or "runuser" or "sudo"
            or "ssh" or "xargs" or "find" or "dc" or "bc" or "tclsh" or "expect" or "psql" or "mysql");
}
