using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The type InstanceStatus of the interface.</summary>
internal static class Statuses
{
    public static StatusInfo Read(ref Fields of) =>
        new(of.Object("instance"u8, Instances.Read), of.Text("readiness"u8), of.Integer("respawns"u8))
        {
            Description = of.TextOrNone("description"u8),
            File = of.TextOrNone("file"u8),
            Diagnostics = of.TextsOrNone("diagnostics"u8),
            Since = of.NumberOrNone("since"u8),
            NextAttempt = of.NumberOrNone("nextAttempt"u8),
            StatusText = of.TextOrNone("statusText"u8),
            IsStopping = of.Flag("isStopping"u8),
            IsReloading = of.Flag("isReloading"u8),
            Errno = of.IntegerOrNone("errno"u8),
            IsChanged = of.Flag("isChanged"u8),
            IsRemoved = of.Flag("isRemoved"u8),
            Tracking = of.TextOrNone("tracking"u8),
            Invocation = of.Number("invocation"u8),
            Strays = of.Integer("strays"u8),
            LastResult = of.ObjectOrNone("lastResult"u8, Failures.ReadResult),
            Processes = of.ObjectsOrNone("processes"u8, Wire.Processes.Read),
            LastLines = of.ObjectsOrNone("lastLines"u8, LogLines.Read),
        };

    public static void Write(FrameWriter into, StatusInfo status)
    {
        into.Open("instance"u8);
        Instances.Write(into, status.Instance);
        into.Close();
        into.TextOrNone("description"u8, status.Description);
        into.TextOrNone("file"u8, status.File);
        into.TextsOrNone("diagnostics"u8, status.Diagnostics);
        into.NumberOrNone("since"u8, status.Since);
        into.NumberOrNone("nextAttempt"u8, status.NextAttempt);
        into.Text("readiness"u8, status.Readiness);
        into.TextOrNone("statusText"u8, status.StatusText);
        into.Flag("isStopping"u8, status.IsStopping);
        into.Flag("isReloading"u8, status.IsReloading);
        into.NumberOrNone("errno"u8, status.Errno);
        into.Number("respawns"u8, status.Respawns);
        into.Flag("isChanged"u8, status.IsChanged);
        into.Flag("isRemoved"u8, status.IsRemoved);
        into.TextOrNone("tracking"u8, status.Tracking);
        into.Number("invocation"u8, status.Invocation);
        into.Number("strays"u8, status.Strays);
        WriteRest(into, status);
    }

    private static void WriteRest(FrameWriter into, StatusInfo status)
    {
        if (status.LastResult is { } result)
        {
            into.Open("lastResult"u8);
            Failures.Write(into, result);
            into.Close();
        }

        if (status.Processes is { } processes)
        {
            into.Objects("processes"u8, processes, Wire.Processes.Write);
        }

        if (status.LastLines is { } lines)
        {
            into.Objects("lastLines"u8, lines, LogLines.Write);
        }
    }
}
