using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using MiniInit.Core.Values;

namespace MiniInit.Ctl;

/// <summary>Says what is wrong with a command line, one sentence, and where there is help.</summary>
internal static class UsageErrors
{
    /// <summary>Prints it, and gives the exit code.</summary>
    public static int Print(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        bool isRoot = command is RootCommand;
        Terminal.WriteErrorLine($"miniinitctl: {Problem(result, command, isRoot)}");
        Terminal.WriteErrorLine($"Try `miniinitctl{(isRoot ? "" : " " + command.Name)} --help' for more information.");
        return ExitCode.Usage;
    }

    /// <summary>Refuses arguments that look like options, which the parser takes for arguments.</summary>
    /// <param name="argument">What was given.</param>
    /// <param name="command">The command.</param>
    /// <param name="plain">What stands behind "--", where nothing is an option.</param>
    public static void RefuseOptions(ArgumentResult argument, Command command, string[] plain)
    {
        foreach (Token token in argument.Tokens.Where(
            token => token.Value.Length > 1 && token.Value[0] == '-' && !plain.Contains(token.Value)))
        {
            argument.AddError(Unknown("option", token.Value, command.Options.Select(option => option.Name)));
        }
    }

    private static string Problem(ParseResult result, Command command, bool isRoot)
    {
        if (result.UnmatchedTokens.Count > 0)
        {
            string token = result.UnmatchedTokens[0];
            return token.StartsWith('-')
                ? Unknown("option", token, command.Options.Select(option => option.Name))
                : isRoot ? Unknown("command", token, command.Subcommands.Select(child => child.Name))
                : $"there is an argument too many: {Quotation.Of(token)}";
        }

        return isRoot ? "a command is missing" : TerminalText.Escape(result.Errors[0].Message);
    }

    private static string Unknown(string kind, string word, IEnumerable<string> known) =>
        $"there is no {kind} {Quotation.Of(word)}"
        + (NearestWord.Find(word, known) is string near ? $"; did you mean \"{near}\"?" : "");
}
