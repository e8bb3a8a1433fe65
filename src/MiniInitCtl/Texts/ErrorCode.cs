using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Texts;

/// <summary>Which exit code tells of which error.</summary>
internal static class ErrorCode
{
    /// <summary>Gives the exit code.</summary>
    /// <param name="error">What init says.</param>
    /// <param name="wantsRunning">Whether only a running one will do: one that is not there is not running.</param>
    public static int Of(ControlError error, bool wantsRunning) => error switch
    {
        ControlError.NoSuchJob => ExitCode.UnknownJob,
        ControlError.NoSuchInstance => wantsRunning ? ExitCode.NotRunning : ExitCode.UnknownJob,
        ControlError.NotRunning => ExitCode.NotRunning,
        ControlError.InvalidParameter => ExitCode.Usage,
        ControlError.NoSuchVariable or ControlError.InvalidJob or ControlError.AlreadyRunning
            or ControlError.MissingVariable or ControlError.Refused or ControlError.Failed or ControlError.Overtaken
            or ControlError.EventFailed or ControlError.Timeout or ControlError.PermissionDenied or ControlError.Busy
            or ControlError.Trouble or ControlError.MethodNotFound or ControlError.InterfaceNotFound
            or ControlError.InvalidShape or ControlError.ExpectedMore => ExitCode.Error,
        _ => throw new UnreachableException(error.GetType().Name),
    };
}
