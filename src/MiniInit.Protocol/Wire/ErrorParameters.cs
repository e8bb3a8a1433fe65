using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>What each error tells.</summary>
internal static class ErrorParameters
{
    /// <summary>Reads them; null if there is no such error.</summary>
    public static ControlError? Read(string name, ref Fields of) => name switch
    {
        ErrorNames.MethodNotFound => new ControlError.MethodNotFound(of.Text("method"u8)),
        ErrorNames.InterfaceNotFound => new ControlError.InterfaceNotFound(of.Text("interface"u8)),
        ErrorNames.InvalidShape => new ControlError.InvalidShape(of.Text("parameter"u8)),
        ErrorNames.ExpectedMore => new ControlError.ExpectedMore(),
        ErrorNames.NoSuchJob => new ControlError.NoSuchJob(of.Text("job"u8), of.TextOrNone("nearest"u8)),
        ErrorNames.NoSuchInstance => new ControlError.NoSuchInstance(of.Text("job"u8), of.Text("instance"u8)),
        ErrorNames.NoSuchVariable => new ControlError.NoSuchVariable(of.Text("name"u8)),
        ErrorNames.InvalidJob => new ControlError.InvalidJob(of.Text("job"u8), of.Texts("diagnostics"u8)),
        ErrorNames.AlreadyRunning => new ControlError.AlreadyRunning(of.Text("job"u8), of.Text("instance"u8)),
        ErrorNames.NotRunning => new ControlError.NotRunning(of.Text("job"u8), of.Text("instance"u8)),
        ErrorNames.MissingVariable => new ControlError.MissingVariable(
            of.Text("job"u8), of.Text("variable"u8), of.TextOrNone("usage"u8)),
        ErrorNames.Refused => new ControlError.Refused(
            of.Text("job"u8), of.Text("instance"u8), of.Text("sentence"u8)),
        ErrorNames.Failed => new ControlError.Failed(
            of.Text("job"u8), of.Text("instance"u8), Failures.Read(ref of), of.Texts("lastLines"u8)),
        ErrorNames.Overtaken => new ControlError.Overtaken(of.Text("job"u8), of.Text("instance"u8)),
        ErrorNames.EventFailed => new ControlError.EventFailed(of.Text("event"u8)),
        ErrorNames.Timeout => new ControlError.Timeout(of.TextOrNone("job"u8), of.TextOrNone("instance"u8)),
        ErrorNames.PermissionDenied =>
            new ControlError.PermissionDenied(of.Text("method"u8), of.TextOrNone("job"u8), of.TextOrNone("sentence"u8)),
        ErrorNames.InvalidParameter =>
            new ControlError.InvalidParameter(of.Text("parameter"u8), of.Text("sentence"u8)),
        ErrorNames.Busy => new ControlError.Busy(of.Text("sentence"u8)),
        ErrorNames.Trouble => new ControlError.Trouble(of.Text("sentence"u8)),
        _ => null,
    };

    public static void Write(FrameWriter into, ControlError error)
    {
        switch (error)
        {
            case ControlError.MethodNotFound notFound:
                into.Text("method"u8, notFound.Method);
                break;
            case ControlError.InterfaceNotFound notFound:
                into.Text("interface"u8, notFound.Interface);
                break;
            case ControlError.InvalidShape invalid:
                into.Text("parameter"u8, invalid.Parameter);
                break;
            case ControlError.ExpectedMore:
                break;
            case ControlError.NoSuchVariable unknown:
                into.Text("name"u8, unknown.Name);
                break;
            case ControlError.EventFailed failed:
                into.Text("event"u8, failed.Event);
                break;
            case ControlError.PermissionDenied denied:
                into.Text("method"u8, denied.Method);
                into.TextOrNone("job"u8, denied.Job);
                into.TextOrNone("sentence"u8, denied.Sentence);
                break;
            case ControlError.InvalidParameter invalid:
                into.Text("parameter"u8, invalid.Parameter);
                into.Text("sentence"u8, invalid.Sentence);
                break;
            case ControlError.Busy busy:
                into.Text("sentence"u8, busy.Sentence);
                break;
            case ControlError.Trouble trouble:
                into.Text("sentence"u8, trouble.Sentence);
                break;
            default:
                WriteOfJob(into, error);
                break;
        }
    }

    private static void WriteOfJob(FrameWriter into, ControlError error)
    {
        switch (error)
        {
            case ControlError.NoSuchJob unknown:
                into.Text("job"u8, unknown.Job);
                into.TextOrNone("nearest"u8, unknown.Nearest);
                break;
            case ControlError.NoSuchInstance unknown:
                WriteInstance(into, unknown.Job, unknown.Instance);
                break;
            case ControlError.InvalidJob invalid:
                into.Text("job"u8, invalid.Job);
                into.Texts("diagnostics"u8, invalid.Diagnostics);
                break;
            case ControlError.AlreadyRunning running:
                WriteInstance(into, running.Job, running.Instance);
                break;
            case ControlError.NotRunning stopped:
                WriteInstance(into, stopped.Job, stopped.Instance);
                break;
            case ControlError.MissingVariable missing:
                into.Text("job"u8, missing.Job);
                into.Text("variable"u8, missing.Variable);
                into.TextOrNone("usage"u8, missing.Usage);
                break;
            case ControlError.Refused refused:
                WriteInstance(into, refused.Job, refused.Instance);
                into.Text("sentence"u8, refused.Sentence);
                break;
            case ControlError.Failed failed:
                WriteInstance(into, failed.Job, failed.Instance);
                Failures.Write(into, failed.Failure);
                into.Texts("lastLines"u8, failed.LastLines);
                break;
            case ControlError.Overtaken overtaken:
                WriteInstance(into, overtaken.Job, overtaken.Instance);
                break;
            case ControlError.Timeout timeout:
                into.TextOrNone("job"u8, timeout.Job);
                into.TextOrNone("instance"u8, timeout.Instance);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void WriteInstance(FrameWriter into, string job, string instance)
    {
        into.Text("job"u8, job);
        into.Text("instance"u8, instance);
    }
}
