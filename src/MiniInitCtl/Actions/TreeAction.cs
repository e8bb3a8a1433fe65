using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells which processes belong to which job.</summary>
internal static class TreeAction
{
    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="job">Of which job; null: of all.</param>
    /// <param name="isAll">Whether those of no job are shown, too.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string? job, bool isAll)
    {
        Deed deed = new("show", job is null ? "processes" : $"the processes of {TerminalText.Escape(job)}");
        return OneCall.Run(invocation, new Step(new ControlCall.Tree(job, isAll), deed)
        {
            Tell = reply =>
            {
                var processes = (ControlReply.Processes)reply;
                foreach (string line in isAll
                    ? ProcessTree.OfAll(processes.All, Branches.Ours)
                    : ProcessTree.Of(processes.All, Branches.Ours, withJobs: true))
                {
                    Terminal.WriteLine(line);
                }
            },
        });
    }
}
