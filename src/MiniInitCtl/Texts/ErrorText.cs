using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Texts;

/// <summary>What a user is told when init did not do what was asked.</summary>
internal static class ErrorText
{
    /// <summary>Gives the sentence, and below it lines that belong to it.</summary>
    /// <param name="error">What init says.</param>
    /// <param name="deed">What was to be done.</param>
    public static string Of(ControlError error, Deed deed)
    {
        IEnumerable<string> lines = Lines(error).Select(line => "  " + TerminalText.Escape(line, keepsTabs: true));
        return string.Join('\n', [$"cannot {deed}: {Cause(error, deed)}", .. lines]);
    }

    private static string Cause(ControlError error, Deed deed) => error switch
    {
        ControlError.NoSuchJob none => none.Nearest is string near
            ? $"there is no job of that name; did you mean \"{TerminalText.Escape(near)}\"?"
            : "there is no job of that name; \"miniinitctl list\" shows them all",
        ControlError.NoSuchInstance none => NoSuchInstance(none),
        ControlError.NoSuchVariable none => $"{TerminalText.Escape(none.Name)} is not set",
        ControlError.InvalidJob => "its file is wrong:",
        ControlError.AlreadyRunning =>
            "it is already running; --ok-if-running takes that for success, restart starts it anew",
        ControlError.NotRunning => deed.Verb is "stop" or "kill"
            ? "it is not running; --ok-if-stopped takes that for success"
            : "it is not running",
        ControlError.MissingVariable missing => MissingVariable(missing),
        ControlError.Refused refused => TerminalText.Escape(refused.Sentence),
        ControlError.Failed failed => Failed(failed),
        ControlError.Overtaken =>
            "another request came in between, a stop or a restart; \"miniinitctl status\" shows where it is now",
        ControlError.EventFailed => "a job that it starts or stops failed; \"miniinitctl list\" shows where they are",
        ControlError.Timeout => "the time to wait is over; init goes on with it",
        ControlError.PermissionDenied { Sentence: string sentence } => TerminalText.Escape(sentence),
        ControlError.PermissionDenied =>
            "you may not; ask as root, or have root allow it with \"control.allow\" of [init]",
        ControlError.InvalidParameter wrong => TerminalText.Escape(wrong.Sentence),
        ControlError.Busy busy => $"{TerminalText.Escape(busy.Sentence)}; try again",
        ControlError.Trouble trouble => TerminalText.Escape(trouble.Sentence),
        ControlError.MethodNotFound none => $"init does not know {TerminalText.Escape(none.Method)}; {OtherVersion}",
        ControlError.InterfaceNotFound none =>
            $"init does not know {TerminalText.Escape(none.Interface)}; {OtherVersion}",
        ControlError.InvalidShape shape =>
            $"init does not take \"{TerminalText.Escape(shape.Parameter)}\" as it was sent; {OtherVersion}",
        ControlError.ExpectedMore => $"init expects the call to ask for more; {OtherVersion}",
        _ => throw new UnreachableException(error.GetType().Name),
    };

    private const string OtherVersion = "it is of another version than this miniinitctl, see \"miniinitctl version\"";

    private static string NoSuchInstance(ControlError.NoSuchInstance none) => none.Instance.Length == 0
        ? "it is not running"
        : $"there is no instance \"{TerminalText.Escape(none.Instance)}\"; "
            + $"\"miniinitctl status {TerminalText.Escape(none.Job)}\" shows those there are";

    private static string MissingVariable(ControlError.MissingVariable missing)
    {
        string variable = TerminalText.Escape(missing.Variable);
        string usage = missing.Usage is string text ? $"; usage: {TerminalText.Escape(text)}" : "";
        return $"which instance is not said: add {variable}=…{usage}";
    }

    private static string Failed(ControlError.Failed failed)
    {
        string sentence = TerminalText.Escape(failed.Failure.Sentence);
        string cause = sentence.Length > 0 ? sentence : FailureText.Of(failed.Failure);
        return failed.LastLines.Count > 0 ? $"{cause}; its last output was:" : cause;
    }

    private static IReadOnlyList<string> Lines(ControlError error) => error switch
    {
        ControlError.InvalidJob invalid => invalid.Diagnostics.SelectMany(one => one.Split('\n')).ToArray(),
        ControlError.Failed failed => failed.LastLines,
        _ => [],
    };
}
