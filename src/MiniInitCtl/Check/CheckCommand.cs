using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Ctl.Commands;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Invocations;
using MiniInit.Linux.Files;
using MiniInit.Loading;

namespace MiniInit.Ctl.Check;

/// <summary><c>miniinitctl check</c>: says all that is wrong with a configuration. It needs no init.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandParts parts)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Job files, job folders, main files, or folders with miniinit.toml; of jobs of one name, the "
                + "first wins. Without any: $MINIINIT_CONFIG, else where init looks.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> print = new("--print")
        {
            Description = "Print the configuration as init sees it: all files laid over each other, defaults filled "
                + "in.",
        };
        Option<bool> strict = new("--strict", "--warn", "-w") { Description = "Take warnings for errors." };
        Option<string[]> ignored = new("--ignore-events", "-i")
        {
            Description = "Events that come from elsewhere, separated by commas: no warning that nobody emits them.",
            HelpName = "A,B",
        };
        const string About =
            "Check a configuration: exit code 0 if it is right, 1 if there are errors. It needs no init.";
        Command command = new("check", About)
        {
            paths, print, strict, ignored,
        };
        command.Aliases.Add("check-config");
        command.SetAction(result =>
        {
            Invocation invocation = parts.Invocation(result);
            string[] named = result.GetValue(paths) ?? [];
            string[] events = [.. (result.GetValue(ignored) ?? []).SelectMany(list => list.Split(','))];
            return invocation.IsCompatible
                ? CheckConfigAction.Run(invocation, named.FirstOrDefault(), events, result.GetValue(strict))
                : Run(
                    named,
                    new CheckOptions(invocation.AsJson, result.GetValue(print), result.GetValue(strict), events));
        });
        return command;
    }

    private static int Run(string[] paths, CheckOptions options)
    {
        SearchPath search = SearchPath.Choose(paths, Environment.GetEnvironmentVariable(SearchPath.Variable));
        IReadOnlyList<SourceFile> files = ConfigurationFiles.Read(search, FileTrust.AsIs);
        if (files.Count == 0)
        {
            string refusal = $"cannot find a configuration: there is nothing at {search}; name a file or folder, or set "
                + SearchPath.Variable;
            files = [new SourceFile("miniinitctl", new SourceRole.Unused(), default) { Refusal = refusal }];
        }

        JobConfiguration configuration = ConfigurationReader.Read(files);
        configuration = ConfigurationCheck.Run(configuration, files, options.OutsideEvents);
        ScriptSyntax scripts = new();
        configuration = scripts.Check(configuration);
        return CheckReport.Write(configuration, options, scripts.Problem);
    }
}
