using System.Linq;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Has init read the job files again.</summary>
internal static class ReloadConfigurationAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation)
    {
        Deed deed = new("reload", "the configuration");
        if (invocation.IsOffline)
        {
            invocation.Explain($"offline: did not {deed}");
            return ExitCode.Ok;
        }

        return OneCall.Run(invocation, Of(invocation, deed));
    }

    /// <summary>The step; it tells all that is wrong.</summary>
    public static Step Of(Invocation invocation, Deed deed) => new(new ControlCall.ReloadConfiguration(), deed)
    {
        Tell = reply =>
        {
            // Upstart wrote that into its log, and init does, too.
            foreach (ProblemInfo problem in invocation.IsCompatible ? [] : ((ControlReply.Problems)reply).All)
            {
                Terminal.WriteErrorLine(Text(problem));
            }
        },
        Judge = reply => !invocation.IsCompatible && ((ControlReply.Problems)reply).All.Any(IsError)
            ? ExitCode.Error
            : ExitCode.Ok,
    };

    private static bool IsError(ProblemInfo problem) => problem.Level is "error" or "fatal";

    private static string Text(ProblemInfo problem) =>
        string.Join('\n', problem.Text.Split('\n').Select(line => TerminalText.Escape(line, keepsTabs: true)));
}
