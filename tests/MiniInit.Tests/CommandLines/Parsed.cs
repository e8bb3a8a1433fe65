using System;
using System.Collections.Generic;
using MiniInit.CommandLines;
using MiniInit.Core.Values;
using MiniInit.ExecMode;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.CommandLines;

/// <summary>Parses command lines given as text, and tells what differs from the dialect's defaults as text.</summary>
internal static class Parsed
{
    public static CommandLineOutcome Of(string name, string[] arguments, params string[] variables)
    {
        using StringVector argv = StringVector.Of([name, .. arguments]);
        using StringVector environment = StringVector.Of(variables);
        return name switch
        {
            "miniinit" => MiniInitCommandLine.Parse(argv, environment),
            "tini" or "docker-init" => TiniCommandLine.Parse(argv, environment, name),
            "dumb-init" => DumbInitCommandLine.Parse(argv, environment, name),
            "catatonit" => CatatonitCommandLine.Parse(argv, environment, name),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    public static ExecOptions Options(string name, string commandLine, params string[] variables)
    {
        CommandLineOutcome outcome = Of(name, Words(commandLine), variables);
        return outcome is CommandLineOutcome.Run run ? run.Options : throw new InvalidOperationException($"{outcome}");
    }

    public static CommandLineOutcome.Finish Finish(string name, string[] arguments, params string[] variables) =>
        Assert.IsType<CommandLineOutcome.Finish>(Of(name, arguments, variables));

    /// <summary>The settings that are not as they are without options, in a fixed order.</summary>
    public static string Settings(string name, string commandLine, params string[] variables)
    {
        ExecOptions plain = Options(name, "command");
        ExecOptions options = Options(name, commandLine, variables);
        var settings = new List<string>();
        void Add(string setting, object? value, object? usual)
        {
            if (!Equals(value, usual))
            {
                settings.Add($"{setting}={value}");
            }
        }

        Add("place", options.Place, plain.Place);
        Add("after", options.AfterCommand, plain.AfterCommand);
        Add("grace", Duration.Format(options.Grace), "0ms");
        Add("drain", Duration.Format(options.Drain), "0ms");
        Add("death", options.ParentDeathSignal?.Name, null);
        Add("subreaper", options.Subreaper, plain.Subreaper);
        Add("warn", options.WarnOnReap, false);
        Add("pause", options.Pause, false);
        Add("run-as", options.RunAs, null);
        Add("chdir", options.WorkingDirectory, null);
        Add("verbosity", options.Verbosity, plain.Verbosity);
        for (int code = 0; code <= 255; code++)
        {
            Add("expect", options.ExpectedExitCodes.Contains(code) ? code : null, null);
        }

        for (int number = Signal.First; number <= Signal.Last; number++)
        {
            var signal = new Signal(number);
            int becomes = options.Rewrites.Apply(signal)?.Number ?? 0;
            Add(signal.Name, becomes, plain.Rewrites.Apply(signal)?.Number ?? 0);
        }

        return string.Join(' ', settings);
    }

    public static string[] Words(string commandLine) => commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
