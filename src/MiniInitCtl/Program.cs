using System.CommandLine;
using MiniInit.Ctl.Check;
using MiniInit.Linux;

namespace MiniInit.Ctl;

/// <summary>The <c>miniinitctl</c> program.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // What is opened next must not get the number of a standard descriptor that is closed, and be written to.
        StandardDescriptors.FillClosed();
        RootCommand root = new("Drives MiniInit, and checks its configuration.");
        root.Subcommands.Add(CheckCommand.Create());
        ParseResult result = root.Parse(arguments);
        if (result.Errors.Count == 0)
        {
            int code = result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return Terminal.OutputFailed && code == ExitCode.Ok ? ExitCode.Error : code;
        }

        return UsageErrors.Print(result);
    }
}
