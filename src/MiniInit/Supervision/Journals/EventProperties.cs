using Serilog.Events;
using Serilog.Parsing;

namespace MiniInit.Supervision.Journals;

/// <summary>The properties of our events, and the one template they all have: the messages are sentences already.</summary>
internal static class EventProperties
{
    public const string Job = "Job", Message = "Message", LastLines = "LastLines";

    /// <summary><c>{Job}: {Message}</c>.</summary>
    public static MessageTemplate Template { get; } = new(
        [new PropertyToken(Job, "{Job}"), new TextToken(": "), new PropertyToken(Message, "{Message:l}", "l")]);
}
