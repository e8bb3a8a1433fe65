using System;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Commands;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Linux;

namespace MiniInit.Ctl;

/// <summary>The <c>miniinitctl</c> program.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        // What is opened next must not get the number of a standard descriptor that is closed, and be written to.
        StandardDescriptors.FillClosed();
        int code;
        try
        {
            code = Run(CallName.Of(Environment.GetCommandLineArgs()[0]), arguments);
        }
#pragma warning disable CA1031 // any exception: a stack trace and a core file tell a user nothing
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Terminal.WriteErrorLine($"miniinitctl: cannot go on: {exception.GetType().Name}");
            code = ExitCode.Error;
        }

        // Not by returning: the runtime's own end waits for its second thread.
        CurrentProcess.Exit(Terminal.OutputFailed && code == ExitCode.Ok ? ExitCode.Error : code);
        return code;
    }

    private static int Run(CallName name, string[] arguments)
    {
        Invocation invocation = Invocation.FromEnvironment(name.Prefix);
        string[] words = name.Command is string command ? [command, .. arguments] : arguments;
        return PlainCommand.TryRun(invocation, words) ?? CommandLine.Run(invocation, name, words);
    }
}
