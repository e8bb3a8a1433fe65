using System.Collections.Generic;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;

namespace MiniInit.Ctl.Connections;

/// <summary>Connects to init, or says why that cannot be.</summary>
internal static class Reach
{
    /// <summary>Gives the connection; null if there is none, which is said.</summary>
    /// <param name="invocation">Which init is meant.</param>
    /// <param name="what">What cannot be done offline, for messages: <c>show jobs</c>.</param>
    public static InitConnection? Init(Invocation invocation, Deed what)
    {
        if (invocation.IsOffline)
        {
            invocation.Complain($"cannot {what}: offline (--offline or MINIINIT_OFFLINE) there is no init to ask");
            return null;
        }

        if (InitConnection.TryOpen(invocation, out IReadOnlyList<Unreachable> tried) is InitConnection connection)
        {
            return connection;
        }

        invocation.Complain(invocation.IsCompatible ? CompatText.Of(tried[0]) : UnreachableText.Of(tried));
        return null;
    }
}
