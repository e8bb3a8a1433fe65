using System.Collections.Generic;
using System.CommandLine.Completions;
using System.Linq;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Invocations;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Commands;

/// <summary>The jobs init has, for the shell to complete a word.</summary>
internal static class JobNames
{
    /// <summary>Gives them; none where init cannot be asked, or takes too long: somebody pressed a key.</summary>
    public static IEnumerable<CompletionItem> Completions(Invocation invocation)
    {
        if (invocation.IsOffline)
        {
            return [];
        }

        SortedSet<string> names = new(System.StringComparer.Ordinal);
        using InitConnection? connection = InitConnection.TryOpen(invocation with { AsJson = false }, out _);
        connection?.Send(new ControlCall.List([]), wantsMore: true);
        while (connection?.Receive(CtlLimits.CompletionMs) is Answer.Reply reply)
        {
            names.UnionWith(((ControlReply.Instances)reply.Told).All.Select(one => one.Job));
            if (!reply.Continues)
            {
                break;
            }
        }

        return names.Select(name => new CompletionItem(name));
    }
}
