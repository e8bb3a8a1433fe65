using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MiniInit.Ctl.Commands;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Runs;

namespace MiniInit.Ctl.Tracing;

/// <summary><c>trace</c>: shows which processes a command starts and what becomes of them. It needs no init.</summary>
internal static class TraceCommand
{
    /// <summary>What it is called.</summary>
    public const string Name = "trace";

    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> words = new("COMMAND")
        {
            Description = "The command to run, and its arguments.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> file = new("--output", "-o")
        {
            Description = "Write to that file, not to standard error.",
            HelpName = "FILE",
        };
        Option<TimeSpan?> follow = new("--for")
        {
            Description = "How long to follow what outlives the command; usually 2s. A duration like 250ms, 5s, 1h30m.",
            HelpName = "D",
            CustomParser = GlobalOptions.ParseDuration,
        };
        Command command = new(Name, "Run a command, and tell what it forks, and what outlives it and why.")
        {
            words, file, follow,
        };
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            string[] all = result.GetValue(words) ?? [];
            if (all.Length == 0)
            {
                return Misuse.Complain(invocation, "a command to run is missing", Name);
            }

            TraceForm form = invocation.AsJson ? TraceForm.Json
                : invocation.IsQuiet ? TraceForm.SummaryOnly
                : TraceForm.Sentences;
            TimeSpan span = result.GetValue(follow) ?? TimeSpan.FromMilliseconds(TraceLimits.UsualFollowMs);
            return new TraceRun(invocation, new TraceRequest(all, result.GetValue(file), form, span)).Run();
        });
        return command;
    }

    /// <summary>
    /// Puts "--" before the command that is to be run, where it is missing: what stands behind that is the command's,
    /// also if it looks like an option of ours.
    /// </summary>
    /// <param name="root">All commands.</param>
    /// <param name="arguments">A command line of any command.</param>
    public static string[] Separate(Command root, string[] arguments)
    {
        Command? command = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string word = arguments[i];
            if (word.Length > 1 && word[0] == '-')
            {
                if (word == "--")
                {
                    break;
                }

                i += TakesNext(word, root.Options.Concat(command?.Options ?? [])) ? 1 : 0;
            }
            else if (command is not null)
            {
                return [.. arguments[..i], "--", .. arguments[i..]];
            }
            else if (word is Name or RunCommand.Name)
            {
                command = root.Subcommands.First(one => one.Name == word);
            }
            else
            {
                break;
            }
        }

        return arguments;
    }

    private static bool TakesNext(string word, IEnumerable<Option> options) => options.Any(option =>
        option is not Option<bool> && option.Arity.MaximumNumberOfValues > 0
            && (option.Name == word || option.Aliases.Contains(word)));
}
