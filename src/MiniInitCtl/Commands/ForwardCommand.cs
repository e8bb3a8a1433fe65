using System.CommandLine;
using MiniInit.Core.Values;
using MiniInit.Ctl.Actions;

namespace MiniInit.Ctl.Commands;

/// <summary><c>forward-events</c>.</summary>
internal static class ForwardCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(CommandParts parts)
    {
        Option<string> prefix = new("--prefix")
        {
            Description = $"What the names begin with there. Default: {EventForwarder.UsualPrefix}",
            HelpName = "PREFIX",
            DefaultValueFactory = _ => EventForwarder.UsualPrefix,
        };
        prefix.Validators.Add(result =>
        {
            if (!PlainName.TryParseEvent(result.GetValueOrDefault<string>() ?? "", out _, out TextError error))
            {
                result.AddError(error.Message);
            }
        });
        Command command = new("forward-events", "Emit in a session what the system's init emits, until interrupted.") { prefix };
        command.SetAction(result => EventForwarder.Run(parts.Invocation(result), result.GetValue(prefix)!));
        return command;
    }
}
