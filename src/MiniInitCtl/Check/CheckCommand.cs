using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MiniInit.Config;
using MiniInit.Config.Layers;
using MiniInit.Linux.Files;
using MiniInit.Loading;

namespace MiniInit.Ctl.Check;

/// <summary><c>miniinitctl check</c>: says all that is wrong with a configuration. It needs no init.</summary>
internal static class CheckCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="plain">The arguments behind "--".</param>
    public static Command Create(string[] plain)
    {
        Argument<string[]> paths = new("PATH")
        {
            Description = "Job files, job folders, main files, or folders with miniinit.toml; of jobs of one name, the "
                + "first wins. Without any: $MINIINIT_CONFIG, else where init looks.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> json = new("--json") { Description = "Print what is wrong as JSON, one object." };
        Option<bool> print = new("--print")
        {
            Description = "Print the configuration as init sees it: all files laid over each other, defaults filled in.",
        };
        Option<bool> strict = new("--strict") { Description = "Take warnings for errors." };
        Option<string[]> ignored = new("--ignore-events", "-i")
        {
            Description = "Events that come from elsewhere, separated by commas: no warning that nobody emits them.",
            HelpName = "A,B",
        };
        Command command = new("check", "Check a configuration: exit code 0 if it is right, 1 if there are errors.")
        {
            paths, json, print, strict, ignored,
        };
        paths.Validators.Add(argument => UsageErrors.RefuseOptions(argument, command, plain));
        command.SetAction(result => Run(
            result.GetValue(paths) ?? [],
            new CheckOptions(
                result.GetValue(json),
                result.GetValue(print),
                result.GetValue(strict),
                [.. (result.GetValue(ignored) ?? []).SelectMany(list => list.Split(','))])));
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
