using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using MiniInit.Core.Values;
using MiniInit.Ctl.Invocations;

namespace MiniInit.Ctl.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<bool> _system = new("--system")
    {
        Description = "Speak to the system's init, as is usual.",
    };

    private readonly Option<string> _socket = new("--socket")
    {
        Description = "Init's socket; else $MINIINIT_SOCKET, else the usual places.",
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
            [_system, _socket, _json, _timeout, _quiet, _verbose, _compat, _offline, _noColor])
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
        return invocation with
        {
            Socket = result.GetValue(_socket) ?? caller.Socket,
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
}
