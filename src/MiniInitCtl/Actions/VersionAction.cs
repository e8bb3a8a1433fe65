using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells which version of init runs.</summary>
internal static class VersionAction
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation) =>
        OneCall.Run(invocation, new Step(new ControlCall.GetVersion(), new Deed("tell", "init's version"))
        {
            Tell = reply =>
                invocation.Say($"init (miniinit {TerminalText.Escape(((ControlReply.Version)reply).Text)})"),
        });
}
