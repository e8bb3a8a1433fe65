using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Rendering;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Tells what starts and stops jobs.</summary>
internal static class ShowConfigurationAction
{
    /// <summary>Does it.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="job">Of which job; null: of all.</param>
    /// <param name="enumerates">Whether events are listed one by one.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, string? job, bool enumerates)
    {
        string whose = job is null ? "the configuration" : $"the configuration of {TerminalText.Escape(job)}";
        ConfigurationText text = new(enumerates, withMore: !invocation.IsCompatible);
        return OneCall.Run(invocation, new Step(new ControlCall.ShowConfiguration(job), new Deed("show", whose))
        {
            WantsMore = true,
            Tell = reply =>
            {
                foreach (ConfigurationInfo one in ((ControlReply.Configurations)reply).All)
                {
                    Terminal.Write(text.Of(one));
                }
            },
        });
    }
}
