using System;
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
        try
        {
            return Run(arguments);
        }
#pragma warning disable CA1031 // any exception: a stack trace and a core file tell a user nothing
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Terminal.WriteErrorLine($"miniinitctl: cannot go on: {exception.GetType().Name}");
            return ExitCode.Error;
        }
    }

    private static int Run(string[] arguments)
    {
        int dashes = Array.IndexOf(arguments, "--");
        RootCommand root = new("Drives MiniInit, and checks its configuration.");
        root.Subcommands.Add(CheckCommand.Create(dashes < 0 ? [] : arguments[(dashes + 1)..]));

        // Neither "@file" for more arguments nor "[suggest]" is ours: a path may begin with either.
        root.Directives.Clear();
        ParseResult result = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            return UsageErrors.Print(result);
        }

        int code = result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return Terminal.OutputFailed && code == ExitCode.Ok ? ExitCode.Error : code;
    }
}
