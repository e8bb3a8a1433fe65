using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _system = new("--system")
    {
        Description = "Speak to the system's init, from within a session as well.",
    };

    private readonly Option<bool> _user = new("--user")
    {
        Description = "Speak to the init of this session, else of your newest one.",
    };

    private readonly Option<string> _session = new("--session")
    {
        Description = "Speak to the init of a session: its number in list-sessions, or its socket.",
        HelpName = "PID|PATH",
        CustomParser = ParseSession,
        CompletionSources = { _ => Sessions.All(InitVariables.Read(), out IReadOnlyList<string> _).Select(session => new CompletionItem($"{session.Pid}")) },
    };

    private readonly Option<string> _socket = new("--socket")
    {
        Description = "Speak to the init that listens there.",
        HelpName = "PATH",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print answers as JSON, as init gives them." };

    private readonly Option<TimeSpan?> _timeout = new("--timeout")
    {
        Description = "Wait at most so long; init goes on. A duration like 250ms, 5s, 1h30m, or a number of seconds.",
        HelpName = "D",
        CustomParser = ParseDuration,
    };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say only what goes wrong." };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Say more." };
    private readonly Option<bool> _compat = new("--compat") { Description = "Say and return what initctl does." };

    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "There is no init, as while an image is built: what changes jobs does nothing, and succeeds.",
    };

    private readonly Option<bool> _noColor = new("--no-color") { Description = "Do not colour anything." };

    /// <summary>Gives them to the root, and so to all.</summary>
    public void AddTo(Command root)
    {
        foreach (Option option in (Option[])
            [_system, _user, _session, _socket, _json, _timeout, _quiet, _verbose, _compat, _offline, _noColor])
        {
            option.Recursive = true;
            root.Options.Add(option);
        }
    }

    /// <summary>Gives how the tool was called, with what the options say.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="caller">What name and environment say.</param>
    public Invocation Read(ParseResult result, Invocation caller)
    {
        Invocation invocation = ReadDialect(result, caller);
        return invocation.For(Choice(result)) with
        {
            AsJson = result.GetValue(_json),
            Timeout = result.GetValue(_timeout),
            IsQuiet = result.GetValue(_quiet),
            IsVerbose = result.GetValue(_verbose),
            IsOffline = caller.IsOffline || result.GetValue(_offline),
            HasNoColor = caller.HasNoColor || result.GetValue(_noColor),
        };
    }

    /// <summary>Gives whom the tool speaks like, which can be read of a command line that is wrong, too.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="caller">What name and environment say.</param>
    public Invocation ReadDialect(ParseResult result, Invocation caller)
    {
        bool isCompatible = caller.IsCompatible || result.GetValue(_compat);
        return caller with
        {
            Name = isCompatible && caller.Name == Invocation.UsualName ? Invocation.CompatibleName : caller.Name,
            IsCompatible = isCompatible,
        };
    }

    /// <summary>Gives what is wrong with how init was chosen; null for nothing.</summary>
    public string? Conflict(ParseResult result)
    {
        Option? first = null;
        foreach (Option option in (Option[])[_system, _user, _session, _socket])
        {
            if (result.GetResult(option) is not { Implicit: false })
            {
                continue;
            }

            if (first is not null)
            {
                return $"{first.Name} and {option.Name} exclude each other";
            }

            first = option;
        }

        return null;
    }

    /// <summary>Reads the value of an option that is a span of time.</summary>
    public static TimeSpan? ParseDuration(ArgumentResult argument)
    {
        if (Duration.TryParse(argument.Tokens[0].Value, out TimeSpan span))
        {
            return span;
        }

        argument.AddError($"cannot use {Quotation.Of(argument.Tokens[0].Value)} as a time: expected {Duration.Form}");
        return null;
    }

    private static string? ParseSession(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (text.Contains('/', StringComparison.Ordinal) || int.TryParse(text, NumberStyles.None, null, out _))
        {
            return text;
        }

        argument.AddError(
            $"cannot use {Quotation.Of(text)} as a session: expected its number, as list-sessions shows it, or the path of its socket");
        return null;
    }

    private InitChoice Choice(ParseResult result) =>
        result.GetValue(_socket) is string socket ? new InitChoice.At(socket)
        : result.GetValue(_system) ? new InitChoice.System()
        : result.GetValue(_session) is string session ? new InitChoice.Session(session)
        : result.GetValue(_user) ? new InitChoice.User()
        : new InitChoice.Usual();
}
