using System;
using System.Collections.Generic;
using MiniInit.Core.Jobs;
using MiniInit.ExecMode;
using MiniInit.Supervision;

namespace MiniInit.CommandLines;

/// <summary>The options of supervise mode, and which of the others go with them.</summary>
internal static class SuperviseCommandLine
{
    /// <summary>The letter of --jobs.</summary>
    public const char Jobs = '\u0008';

    /// <summary>The letter of --user.</summary>
    public const char User = '\u000c';

    private const char NoInherit = '\u000d';
    private const char Config = 'c', Level = '\u0009', Format = '\u000a', Socket = '\u000b';

    /// <summary>The options that only supervise mode has.</summary>
    public static Option[] Own { get; } =
        [new(Config, "config", true), new(Jobs, "jobs"), new(Level, "log-level", true), new(Format, "log-format", true),
         new(Socket, "socket", true), new(User, "user"), new(NoInherit, "no-inherit-env")];

    /// <summary>Tells whether an option is of use in this mode alone.</summary>
    public static bool IsOwn(char letter) => letter is Config or Jobs or Level or Format or Socket or User or NoInherit;

    /// <summary>Tells whether an option of exec mode is of use in this mode too.</summary>
    public static bool IsShared(char letter) => letter is 'p' or 's' or 'v';

    /// <summary>Applies an option of this mode alone.</summary>
    /// <returns>Null, or what would be a right value.</returns>
    public static string? Apply(ref SuperviseOptions options, char letter, string value)
    {
        switch (letter)
        {
            case Jobs:
                return null;
            case User:
                options = options with { IsSession = true };
                return null;
            case NoInherit:
                options = options with { InheritsEnvironment = false };
                return null;
            case Config:
                options = options with { Config = [.. options.Config, value] };
                return value.Length > 0 ? null : "a file or folder";
            case Socket:
                options = options with { Socket = value };
                return value.Length > 0 ? null : "a path";
            case Level:
                options = options with { LogLevel = LogLevels.Find(value) };
                return options.LogLevel is not null ? null : "debug, info, message, warn, error or fatal";
            case Format:
                options = options with { LogFormat = FormatOf(value) };
                return options.LogFormat is not null ? null : "text or json";
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Says why the options given do not go with supervising, or null.</summary>
    /// <param name="given">All options of the command line.</param>
    /// <param name="isBoot">We are process 1 and were called init.</param>
    public static string? FindConflict(IReadOnlyList<GivenOption> given, bool isBoot)
    {
        GivenOption? own = null, verbose = null, level = null;
        GivenOption? foreign = null;
        foreach (GivenOption option in given)
        {
            verbose = option.Letter == 'v' ? option : verbose;
            level = option.Letter == Level ? option : level;
            own = option.Letter is Jobs or User || (own is null && IsOwn(option.Letter)) ? option : own;
            foreign ??= IsOwn(option.Letter) || IsShared(option.Letter) ? null : option;
        }

        if (foreign is { } exec)
        {
            return isBoot ? $"{exec.Written} when called init as process 1: it is for running one command alone"
                : own is { } other ? $"{exec.Written} with {other.Written}: it is for running one command alone"
                : $"{exec.Written} without a command; for example: miniinit {exec.Shown} -- sleep 60";
        }

        return verbose is { } one && level is { } two
            ? $"{one.Written} with {two.Written}: each says how much is logged"
            : null;
    }

    /// <summary>Supervise mode's options, of those that both modes have and its own.</summary>
    public static SuperviseOptions Join(SuperviseOptions own, ExecOptions shared) => own with
    {
        Subreaper = shared.Subreaper,
        ParentDeathSignal = shared.ParentDeathSignal,
        LogLevel = own.LogLevel ?? shared.Verbosity switch
        {
            0 => null,
            1 => LogLevel.Info,
            _ => LogLevel.Debug,
        },
    };

    private static LogFormat? FormatOf(string word) => word switch
    {
        "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        _ => null,
    };
}
