using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The parameters that tell of which instance a call is, and how long to wait.</summary>
internal static class Targets
{
    public static Target Read(ref Fields of) => new(
        of.Text("job"u8, ProtocolLimits.NameLength),
        of.TextOrNone("instance"u8, ProtocolLimits.NameLength),
        of.TextsOrNone("environment"u8, ProtocolLimits.CallEntries) ?? []);

    public static Waiting ReadWaiting(ref Fields of) => new(
        of.FlagOrNone("wait"u8) ?? true,
        of.NumberOrNone("timeout"u8, 0, ProtocolLimits.TimeoutMs));

    public static InstanceName? ReadOwner(ref Fields of)
    {
        string? job = of.TextOrNone("job"u8, ProtocolLimits.NameLength);
        string? instance = of.TextOrNone("instance"u8, ProtocolLimits.NameLength);
        if (job is null)
        {
            if (instance is not null)
            {
                of.Refuse("job"u8);
            }

            return null;
        }

        return new InstanceName(job, instance ?? "");
    }

    public static void Write(FrameWriter into, Target target)
    {
        into.Text("job"u8, target.Job);
        into.TextOrNone("instance"u8, target.Instance);
        if (target.Environment.Count > 0)
        {
            into.Texts("environment"u8, target.Environment);
        }
    }

    public static void Write(FrameWriter into, Target target, Waiting waiting)
    {
        Write(into, target);
        Write(into, waiting);
    }

    public static void Write(FrameWriter into, Waiting waiting)
    {
        if (!waiting.IsWanted)
        {
            into.Flag("wait"u8, false);
        }

        into.NumberOrNone("timeout"u8, waiting.Timeout);
    }

    public static void Write(FrameWriter into, InstanceName? owner)
    {
        into.TextOrNone("job"u8, owner?.Job);
        into.TextOrNone("instance"u8, owner?.Instance.Length > 0 ? owner.Instance : null);
    }
}
