using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Core.Values;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells where all jobs are.</summary>
internal static class ListAction
{
    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="patterns">Names, globs or <c>@tag</c>; none: all jobs.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, IReadOnlyList<string> patterns)
    {
        Deed deed = new("list", "jobs");
        List<InstanceInfo> all = [];
        int code = OneCall.Run(invocation, new Step(new ControlCall.List(patterns), deed)
        {
            WantsMore = true,
            Tell = reply => all.AddRange(((ControlReply.Instances)reply).All),
        });
        if (code != ExitCode.Ok || invocation.AsJson)
        {
            return code;
        }

        if (all.Count == 0 && patterns.Count > 0)
        {
            string words = string.Join(" or ", patterns.Select(pattern => Quotation.Of(pattern)));
            invocation.Complain($"cannot {deed}: none matches {words}; \"miniinitctl list\" shows them all");
            return ExitCode.UnknownJob;
        }

        if (all.Count > 0 && !invocation.IsQuiet)
        {
            Terminal.Write(invocation.IsForPeople ? Table(invocation, all) : Lines(all));
        }

        return ExitCode.Ok;
    }

    private static string Table(Invocation invocation, IReadOnlyList<InstanceInfo> all) =>
        InstanceTable.Of(all, Terminal.Columns, hasColor: !invocation.HasNoColor);

    private static string Lines(IReadOnlyList<InstanceInfo> all)
    {
        StringBuilder lines = new();
        foreach (InstanceInfo one in all)
        {
            lines.Append(StatusLine.Of(one)).Append('\n');
        }

        return lines.ToString();
    }
}
