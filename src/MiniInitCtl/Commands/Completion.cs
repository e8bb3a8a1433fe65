using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Commands;

/// <summary>What the scripts of shells ask: <c>miniinitctl complete INDEX WORD...</c>; word 0 is our name.</summary>
internal static class Completion
{
    /// <summary>The hidden command.</summary>
    public const string Command = "complete";

    /// <summary>Prints the words that may stand there, one a line.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="arguments">Behind the command.</param>
    public static int Run(Command root, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 || !int.TryParse(arguments[0], NumberStyles.None, null, out int index))
        {
            return ExitCode.Usage;
        }

        List<string> words = [.. arguments.Skip(2).Take(index - 1)];
        string begun = index + 1 < arguments.Count ? arguments[index + 1] : "";
        ParseResult result = CommandLine.Parse(root, [.. words, begun]);
        Option? option = OptionBefore(result, words);
        IEnumerable<CompletionItem> found =
            option?.GetCompletions(result.GetCompletionContext()) ?? result.GetCompletions();
        foreach (string label in found.Select(item => item.Label).Distinct().Where(IsMeant))
        {
            Terminal.WriteLine(label);
        }

        return ExitCode.Ok;

        bool IsMeant(string label) => Quotation.IsPlain(label) && label.StartsWith(begun, System.StringComparison.Ordinal)
            && (begun.StartsWith('-') || !label.StartsWith('-'));
    }

    /// <summary>The option whose value is begun; the parser has it for complete. Null if there is none.</summary>
    private static Option? OptionBefore(ParseResult result, List<string> words) => words.Count == 0 ? null
        : result.CommandResult.Command.Options.Concat(result.RootCommandResult.Command.Options).FirstOrDefault(option =>
            option.Arity.MaximumNumberOfValues > 0 && option is not Option<bool>
            && (option.Name == words[^1] || option.Aliases.Contains(words[^1])));
}
