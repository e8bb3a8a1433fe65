using System.CommandLine;
using MiniInit.Ctl.Check;

namespace MiniInit.Ctl;

/// <summary>The <c>miniinitctl</c> program.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        RootCommand root = new("Drives MiniInit, and checks its configuration.");
        root.Subcommands.Add(CheckCommand.Create());
        ParseResult result = root.Parse(arguments);
        if (result.Errors.Count == 0)
        {
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }

        return UsageErrors.Print(result);
    }
}
