using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Check;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Runs;
using MiniInit.Ctl.Tracing;

namespace MiniInit.Ctl.Commands;

/// <summary>All commands, their options and their help.</summary>
internal static class CommandLine
{
    /// <summary>Runs what the command line says.</summary>
    /// <param name="caller">How the tool was called, as name and environment say.</param>
    /// <param name="name">The name it was called by.</param>
    /// <param name="arguments">The arguments, the command first where the name stands for one.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation caller, CallName name, string[] arguments)
    {
        if (name.IsPower)
        {
            // These are about the machine or container, whoever calls them.
            caller = caller.For(new InitChoice.System());
            return name.Prefix == "telinit"
                ? TelinitCommand.Run(caller, arguments)
                : PowerCommand.Run(caller, arguments);
        }

        CommandParts parts = new(caller);
        Command root = Create(parts, caller);
        if (arguments is [Completion.Command, ..])
        {
            return Completion.Run(root, arguments[1..]);
        }

        arguments = TraceCommand.Separate(root, Helpful(arguments));
        ParseResult result = Parse(root, arguments);
        Invocation invocation = parts.Global.ReadDialect(result, caller);
        int dashes = Array.IndexOf(arguments, "--");
        int code = UsageErrors.Find(invocation, result, dashes < 0 ? [] : arguments[(dashes + 1)..], parts.Global)
            ?? result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return invocation.Exit(code);
    }

    /// <summary>Reads a command line. "@file" is no file with more of it: a word may begin with that.</summary>
    public static ParseResult Parse(Command root, IReadOnlyList<string> arguments) =>
        root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>The command "help" of initctl is the option.</summary>
    private static string[] Helpful(string[] arguments) => arguments switch
    {
        ["help"] => ["--help"],
        ["help", string command] => [command, "--help"],
        _ => arguments,
    };

    /// <remarks>
    /// No RootCommand: that is called as the file is, and a command of that name beside it is an error. Nor has it
    /// directives: a word may begin with "[".
    /// </remarks>
    private static Command Create(CommandParts parts, Invocation caller)
    {
        Command root = new(
            caller.IsCompatible ? caller.Name : Invocation.UsualName, "Drives MiniInit, and checks its configuration.");

        // No HelpOption: it looks its own description up before it takes ours, by reflection, which is a quarter of the start.
        root.Options.Add(new Option<bool>("--help", "-?", "-h")
        {
            Description = "Show help.",
            Recursive = true,
            Action = new RootHelp(new HelpAction(), root),
        });
        root.Options.Add(new Option<bool>("--version")
        {
            Description = "Show the version of this tool.",
            Action = new VersionText(),
        });
        parts.Global.AddTo(root);
        foreach (Command command in Commands(parts))
        {
            root.Subcommands.Add(command);
        }

        return root;
    }

    private static IEnumerable<Command> Commands(CommandParts parts) =>
    [
        ChangeCommands.Create(parts, ChangeVerb.Start),
        ChangeCommands.Create(parts, ChangeVerb.Stop),
        ChangeCommands.Create(parts, ChangeVerb.Restart),
        JobCommands.Reload(parts),
        StatusCommand.Create(parts),
        ViewCommands.List(parts),
        LogsCommand.Create(parts),
        JobCommands.Why(parts),
        WaitCommand.Create(parts),
        ViewCommands.Tree(parts),
        SignalCommand.Create(parts),
        ChangeCommands.Create(parts, ChangeVerb.Kill),
        JobCommands.Reset(parts),
        JobCommands.Usage(parts),
        TraceCommand.Create(parts),
        RunCommand.Create(parts),
        EmitCommand.Create(parts),
        ViewCommands.Events(parts),
        ForwardCommand.Create(parts),
        ManualCommands.Enable(parts),
        ManualCommands.Disable(parts),
        CheckCommand.Create(parts),
        ConfigurationCommands.Reload(parts),
        ConfigurationCommands.Show(parts),
        EnvironmentCommands.Get(parts),
        EnvironmentCommands.Set(parts),
        EnvironmentCommands.Unset(parts),
        EnvironmentCommands.List(parts),
        EnvironmentCommands.Reset(parts),
        EnvironmentCommands.Import(parts),
        ViewCommands.Version(parts),
        ConfigurationCommands.LogPriority(parts),
        ViewCommands.Sessions(parts),
        ReexecCommand.Create(parts),
        ShutdownCommand.Create(parts),
        CompletionCommand.Create(parts),
    ];
}
