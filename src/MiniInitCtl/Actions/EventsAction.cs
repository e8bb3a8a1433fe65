using System.Linq;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Shows events as they are emitted.</summary>
internal static class EventsAction
{
    /// <summary>Does it, until it is interrupted or init ends.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation) => OneCall.Run(
        invocation,
        new Step(new ControlCall.Events(), new Deed("show", "events"))
        {
            WantsMore = true,
            IsStream = true,
            Tell = reply => Tell((ControlReply.Event)reply),
        },
        JsonForm.Lines);

    private static void Tell(ControlReply.Event occurred)
    {
        // The first one has no name: it tells that init listens.
        if (occurred.Name is string name)
        {
            string line = string.Join(' ', [Ago.TimeOfDay(occurred.Time), name, .. occurred.Variables.Select(Quoted)]);
            Terminal.WriteLine(TerminalText.Escape(line));
        }
    }

    /// <summary>A value with spaces is one word all the same.</summary>
    private static string Quoted(string variable)
    {
        int equals = variable.IndexOf('=', System.StringComparison.Ordinal);
        return variable.Contains(' ', System.StringComparison.Ordinal)
            ? $"{variable[..(equals + 1)]}\"{variable[(equals + 1)..]}\""
            : variable;
    }
}
