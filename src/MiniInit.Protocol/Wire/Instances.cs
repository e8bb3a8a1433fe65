using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The types Instance, Helper and InstanceName of the interface.</summary>
internal static class Instances
{
    public static InstanceInfo Read(ref Fields of) => new(
        of.Text("job"u8),
        of.Text("instance"u8),
        of.Text("goal"u8),
        of.Text("state"u8),
        of.IntegerOrNone("mainPid"u8),
        of.ObjectOrNone("helper"u8, ReadHelper),
        of.Flag("isReady"u8));

    public static InstanceName ReadName(ref Fields of) => new(of.Text("job"u8), of.Text("instance"u8));

    public static void Write(FrameWriter into, InstanceInfo instance)
    {
        into.Text("job"u8, instance.Job);
        into.Text("instance"u8, instance.Instance);
        into.Text("goal"u8, instance.Goal);
        into.Text("state"u8, instance.State);
        into.NumberOrNone("mainPid"u8, instance.MainPid);
        if (instance.Helper is { } helper)
        {
            into.Open("helper"u8);
            into.Text("role"u8, helper.Role);
            into.Number("pid"u8, helper.Pid);
            into.Close();
        }

        into.Flag("isReady"u8, instance.IsReady);
    }

    public static void Write(FrameWriter into, InstanceName name)
    {
        into.Text("job"u8, name.Job);
        into.Text("instance"u8, name.Instance);
    }

    private static HelperInfo ReadHelper(ref Fields of) => new(of.Text("role"u8), of.Integer("pid"u8));
}
