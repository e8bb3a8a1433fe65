using System.Collections.Generic;
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
        List<ProcessInfo> processes = [];
        int code = OneCall.Run(invocation, new Step(new ControlCall.Tree(job, isAll), deed)
        {
            WantsMore = true,
            Tell = reply => processes.AddRange(((ControlReply.Processes)reply).All),
        });
        if (code == ExitCode.Ok && !invocation.AsJson && !invocation.IsQuiet)
        {
            IReadOnlyList<string> lines = isAll
                ? ProcessTree.OfAll(processes, Branches.Ours)
                : ProcessTree.Of(processes, Branches.Ours, withJobs: true);
            foreach (string line in lines)
            {
                Terminal.WriteLine(line);
            }
        }

        return code;
    }
}
