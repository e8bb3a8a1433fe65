using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Commands;

/// <summary>Says what is wrong with a command line, one sentence, and where there is help.</summary>
internal static class UsageErrors
{
    /// <summary>Looks for what is wrong.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="result">The command line.</param>
    /// <param name="plain">What stands behind "--", where nothing is an option.</param>
    /// <param name="global">The options of all commands.</param>
    /// <returns>The exit code; null if nothing is wrong.</returns>
    public static int? Find(
        Invocation invocation, ParseResult result, IReadOnlyList<string> plain, GlobalOptions global)
    {
        if (result.Action is HelpAction or RootHelp or VersionText)
        {
            return null;
        }

        Command command = result.CommandResult.Command;
        string? problem = LooksLikeOption(result.CommandResult, plain) is string option
            ? Unknown(invocation, result, "option", option)
            : result.Errors.Count > 0 ? Problem(invocation, result)
            : global.Conflict(result);
        return problem is null ? null : Misuse.Complain(invocation, problem, IsRoot(result) ? null : command.Name);
    }

    /// <summary>An argument that looks like an option, which the parser takes for an argument.</summary>
    private static string? LooksLikeOption(CommandResult command, IReadOnlyList<string> plain)
    {
        foreach (SymbolResult symbol in command.Children)
        {
            foreach (Token token in symbol is ArgumentResult argument ? argument.Tokens : [])
            {
                if (token.Value.Length > 1 && token.Value[0] == '-' && !plain.Contains(token.Value))
                {
                    return token.Value;
                }
            }
        }

        return null;
    }

    private static string Problem(Invocation invocation, ParseResult result)
    {
        if (result.UnmatchedTokens.Count > 0)
        {
            string token = result.UnmatchedTokens[0];
            return token.StartsWith('-') ? Unknown(invocation, result, "option", token)
                : IsRoot(result) ? Unknown(invocation, result, "command", token)
                : $"there is an argument too many: {Quotation.Of(token)}";
        }

        if (IsRoot(result))
        {
            return invocation.IsCompatible ? "missing command" : "a command is missing";
        }

        ParseError error = result.Errors[0];
        return error.SymbolResult is OptionResult { Tokens.Count: 0 } option
            ? invocation.IsCompatible
                ? $"missing argument: {option.Option.Name}"
                : $"{option.Option.Name} needs a value behind it"
            : TerminalText.Escape(error.Message);
    }

    private static bool IsRoot(ParseResult result) => result.CommandResult == result.RootCommandResult;

    private static string Unknown(Invocation invocation, ParseResult result, string kind, string word)
    {
        if (invocation.IsCompatible)
        {
            return $"invalid {kind}: {TerminalText.Escape(word)}";
        }

        Command command = result.CommandResult.Command;
        IEnumerable<string> known = kind == "command"
            ? command.Subcommands.Select(child => child.Name)
            : command.Options.Concat(result.RootCommandResult.Command.Options).Select(option => option.Name);
        return $"there is no {kind} {Quotation.Of(word)}"
            + (NearestWord.Find(word, known) is string near ? $"; did you mean \"{near}\"?" : "");
    }
}
