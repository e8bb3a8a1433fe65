using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Gives the jobs of a session variables of the caller: where its screen is, which agent has its keys.</summary>
internal static class ImportAction
{
    private static readonly Deed s_deed = new("import", "the environment");

    /// <summary>What tells of the shell itself, and what init gives each job anew.</summary>
    private static readonly string[] s_left =
    [
        "_", "BASHOPTS", "COLUMNS", "LINES", "NOTIFY_SOCKET", "OLDPWD", "PS1", "PS2", "PS4", "PWD", "SHELLOPTS", "SHLVL", "UPSTART_INSTANCE",
        "UPSTART_JOB", "WATCHDOG_PID", "WATCHDOG_USEC",
    ];

    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="names">Which variables; none: all.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => name.Length == 0 || name.Contains('=', StringComparison.Ordinal)) is string wrong)
        {
            return Misuse.Complain(
                invocation, $"cannot import {Quotation.Of(wrong)}: it is no variable's name; set-env sets NAME=value", "import-environment");
        }

        List<string> pairs = names.Count > 0 ? Named(invocation, names) : All(invocation);
        using InitConnection? connection = Reach.Init(invocation, s_deed);
        if (connection is null)
        {
            return ExitCode.NoInit;
        }

        if (Refusal(invocation, connection) is string refusal)
        {
            invocation.Complain($"cannot {s_deed}: {refusal}");
            return ExitCode.Error;
        }

        return pairs.Count > 0 ? Send(invocation, connection, pairs)
            : names.Count > 0 ? ExitCode.Error
            : ExitCode.Ok;
    }

    /// <summary>Gives the variables of the caller that may be meant.</summary>
    public static IEnumerable<string> Names() =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => !IsLeft(name));

    /// <summary>Whether a variable is left out where none is named.</summary>
    public static bool IsLeft(string name) =>
        name.StartsWith("MINIINIT_", StringComparison.Ordinal) || name.StartsWith("LISTEN_", StringComparison.Ordinal)
        || s_left.AsSpan().Contains(name) || !IsUsual(name);

    /// <summary>Shells keep functions in variables that have other names: those are for no one else.</summary>
    private static bool IsUsual(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static int Send(Invocation invocation, InitConnection connection, List<string> pairs)
    {
        IEnumerable<Step> steps = Pieces(pairs)
            .Select(piece => new Step(new ControlCall.SetEnvironment(piece, Retains: false, Of: null), s_deed));
        return new Conversation(invocation, connection).Run([.. steps]);
    }

    /// <summary>As many in one call as it may have; in JSON a character is at most six bytes.</summary>
    internal static IEnumerable<string[]> Pieces(IEnumerable<string> pairs)
    {
        List<string> piece = [];
        int length = 0;
        foreach (string pair in pairs)
        {
            int more = 6 * pair.Length;
            if (piece.Count > 0 && (piece.Count == CtlLimits.ImportedAtOnce || length + more > CtlLimits.ImportedBytes))
            {
                yield return [.. piece];
                piece.Clear();
                length = 0;
            }

            piece.Add(pair);
            length += more;
        }

        if (piece.Count > 0)
        {
            yield return [.. piece];
        }
    }

    private static List<string> Named(Invocation invocation, IReadOnlyList<string> names)
    {
        List<string> pairs = [];
        foreach (string name in names)
        {
            if (Environment.GetEnvironmentVariable(name) is not string value)
            {
                invocation.Complain($"{TerminalText.Escape(name)} is not set here, and is left as it is");
            }
            else if (Fits(invocation, name, value))
            {
                pairs.Add($"{name}={value}");
            }
        }

        return pairs;
    }

    private static List<string> All(Invocation invocation)
    {
        List<string> pairs = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable is { Key: string name, Value: string value } && !IsLeft(name) && Fits(invocation, name, value))
            {
                pairs.Add($"{name}={value}");
            }
        }

        pairs.Sort(StringComparer.Ordinal);
        return pairs;
    }

    /// <remarks>What is not UTF-8 has been replaced by the time we see it.</remarks>
    private static bool Fits(Invocation invocation, string name, string value)
    {
        string? cause = value.Contains('\uFFFD', StringComparison.Ordinal) ? "it is not UTF-8"
            : 6 * (name.Length + value.Length) > CtlLimits.ImportedBytes ? "it is too long"
            : null;
        if (cause is not null)
        {
            invocation.Complain($"{TerminalText.Escape(name)} is left as it is: {cause}");
        }

        return cause is null;
    }

    /// <summary>The system's init serves all users, and what starts there next is to be as it was when the machine started.</summary>
    private static string? Refusal(Invocation invocation, InitConnection connection) => invocation.Init switch
    {
        InitChoice.System or InitChoice.User or InitChoice.Session => null,
        InitChoice.Usual when invocation.Variables.Session is not null => null,
        _ => connection.Ask(new ControlCall.GetVersion()) switch
        {
            Answer.Reply { Told: ControlReply.Version { Mode: Trust.SessionMode } } => null,
            Answer.Lost lost => lost.Sentence,
            null => "init gave no answer when asked whether it is a session's",
            _ => "this is no session's init, and all its jobs would get what is yours; --user or --session chooses a session, and "
                + "--system does it all the same",
        },
    };
}
