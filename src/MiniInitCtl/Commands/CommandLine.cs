using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.Linq;
using MiniInit.Ctl.Actions;
using MiniInit.Ctl.Check;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Invocations;

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
            return name.Prefix == "telinit" ? TelinitCommand.Run(caller, arguments) : PowerCommand.Run(caller, arguments);
        }

        CommandParts parts = new(caller);
        RootCommand root = Create(parts);
        if (arguments is [Completion.Command, ..])
        {
            return Completion.Run(root, arguments[1..]);
        }

        ParseResult result = Parse(root, Helpful(arguments));
        Invocation invocation = parts.Invocation(result);
        int dashes = Array.IndexOf(arguments, "--");
        int code = UsageErrors.Find(invocation, result, dashes < 0 ? [] : arguments[(dashes + 1)..])
            ?? result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        return invocation.Exit(code);
    }

    /// <summary>Reads a command line.</summary>
    public static ParseResult Parse(RootCommand root, IReadOnlyList<string> arguments) =>
        root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    /// <summary>The command "help" of initctl is the option.</summary>
    private static string[] Helpful(string[] arguments) => arguments switch
    {
        ["help"] => ["--help"],
        ["help", string command] => [command, "--help"],
        _ => arguments,
    };

    private static RootCommand Create(CommandParts parts)
    {
        RootCommand root = new("Drives MiniInit, and checks its configuration.");

        // Neither "@file" for more arguments nor "[suggest]" is ours: a word may begin with either.
        root.Directives.Clear();
        root.Options.OfType<VersionOption>().Single().Action = new VersionText();
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new RootHelp((HelpAction)help.Action!);
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
        EmitCommand.Create(parts),
        ViewCommands.Events(parts),
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
        ViewCommands.Version(parts),
        ConfigurationCommands.LogPriority(parts),
        ViewCommands.Sessions(parts),
        ShutdownCommand.Create(parts),
        CompletionCommand.Create(parts),
    ];
}
