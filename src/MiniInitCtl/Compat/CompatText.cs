using System.Diagnostics;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Texts;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Compat;

/// <summary>What initctl 1.13.2 says of an error, to the letter.</summary>
internal static class CompatText
{
    /// <summary>Gives the text; it may have two lines.</summary>
    /// <param name="error">What init says.</param>
    /// <param name="deed">What was to be done.</param>
    /// <param name="state">The state of the instance, where it is known; Upstart has no instances at rest.</param>
    public static string Of(ControlError error, Deed deed, string? state) => error switch
    {
        ControlError.NoSuchJob none => $"Unknown job: {TerminalText.Escape(none.Job)}",
        ControlError.NoSuchInstance none => $"Unknown instance: {TerminalText.Escape(none.Instance)}",
        ControlError.NoSuchVariable none => $"No such variable: {TerminalText.Escape(none.Name)}",
        ControlError.InvalidJob invalid => $"Unknown job: {TerminalText.Escape(invalid.Job)}",
        ControlError.AlreadyRunning running => $"Job is already running: {JobTitle.Of(running.Job, running.Instance)}",
        ControlError.NotRunning none => state is null or "waiting"
            ? $"Unknown instance: {TerminalText.Escape(none.Instance)}"
            : deed.Verb is "stop" or "restart" ? $"Job has already been stopped: {JobTitle.Of(none.Job, none.Instance)}"
            : $"Job is not running: {JobTitle.Of(none.Job, none.Instance)}",
        ControlError.MissingVariable missing => $"Unknown parameter: {TerminalText.Escape(missing.Variable)}"
            + (missing.Usage is string usage ? $"\nUsage: {TerminalText.Escape(usage)}" : ""),
        ControlError.Failed => deed.Verb switch
        {
            "stop" => "Job failed while stopping",
            "restart" => "Job failed to restart",
            _ => "Job failed to start",
        },
        ControlError.EventFailed => "Event failed",
        ControlError.PermissionDenied denied => denied.Job is string job
            ? $"You do not have permission to modify job: {TerminalText.Escape(job)}"
            : $"You do not have permission to {Permission(deed)}",
        ControlError.InvalidParameter { Parameter: "environment" } => "Env must be KEY=VALUE pairs",
        ControlError.InvalidParameter wrong => TerminalText.Escape(wrong.Sentence),
        ControlError.Refused refused => TerminalText.Escape(refused.Sentence),
        ControlError.Busy busy => TerminalText.Escape(busy.Sentence),
        ControlError.Trouble trouble => TerminalText.Escape(trouble.Sentence),
        ControlError.Overtaken or ControlError.Timeout or ControlError.MethodNotFound
            or ControlError.InterfaceNotFound or ControlError.InvalidShape
            or ControlError.ExpectedMore => ErrorText.Of(error, deed),
        _ => throw new UnreachableException(error.GetType().Name),
    };

    /// <summary>Of an init that cannot be reached.</summary>
    public static string Of(Unreachable one) =>
        "Unable to connect to Upstart: Failed to connect to socket "
        + $"{TerminalText.Escape(one.Path)}: {Errors.Describe(one.Error)}";

    private static string Permission(Deed deed) => deed.Verb switch
    {
        "emit" => "emit an event",
        "reload" => "reload configuration",
        "set" => "set log priority",
        _ => "modify job environment",
    };
}
