using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The full names of the errors.</summary>
public static class ErrorNames
{
    internal const string MethodNotFound = Service + nameof(MethodNotFound);
    internal const string InterfaceNotFound = Service + nameof(InterfaceNotFound);
    internal const string InvalidShape = Service + nameof(InvalidParameter);
    internal const string ExpectedMore = Service + nameof(ExpectedMore);
    internal const string NoSuchJob = Control + nameof(NoSuchJob);
    internal const string NoSuchInstance = Control + nameof(NoSuchInstance);
    internal const string NoSuchVariable = Control + nameof(NoSuchVariable);
    internal const string InvalidJob = Control + nameof(InvalidJob);
    internal const string AlreadyRunning = Control + nameof(AlreadyRunning);
    internal const string NotRunning = Control + nameof(NotRunning);
    internal const string MissingVariable = Control + nameof(MissingVariable);
    internal const string Refused = Control + nameof(Refused);
    internal const string Failed = Control + nameof(Failed);
    internal const string Overtaken = Control + nameof(Overtaken);
    internal const string EventFailed = Control + nameof(EventFailed);
    internal const string Timeout = Control + nameof(Timeout);
    internal const string PermissionDenied = Control + nameof(PermissionDenied);
    internal const string InvalidParameter = Control + nameof(InvalidParameter);
    internal const string Busy = Control + nameof(Busy);
    internal const string Trouble = Control + nameof(Trouble);

    private const string Service = ControlInterface.ServiceName + ".";
    private const string Control = ControlInterface.Name + ".";

    /// <summary>Gives the full name of an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>Such as <c>org.miniinit.Control.NoSuchJob</c>.</returns>
    public static string Of(ControlError error) => error switch
    {
        ControlError.MethodNotFound => MethodNotFound,
        ControlError.InterfaceNotFound => InterfaceNotFound,
        ControlError.InvalidShape => InvalidShape,
        ControlError.ExpectedMore => ExpectedMore,
        ControlError.NoSuchJob => NoSuchJob,
        ControlError.NoSuchInstance => NoSuchInstance,
        ControlError.NoSuchVariable => NoSuchVariable,
        ControlError.InvalidJob => InvalidJob,
        ControlError.AlreadyRunning => AlreadyRunning,
        ControlError.NotRunning => NotRunning,
        ControlError.MissingVariable => MissingVariable,
        ControlError.Refused => Refused,
        ControlError.Failed => Failed,
        ControlError.Overtaken => Overtaken,
        ControlError.EventFailed => EventFailed,
        ControlError.Timeout => Timeout,
        ControlError.PermissionDenied => PermissionDenied,
        ControlError.InvalidParameter => InvalidParameter,
        ControlError.Busy => Busy,
        ControlError.Trouble => Trouble,
        _ => throw new UnreachableException(),
    };
}
