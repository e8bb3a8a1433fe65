using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The type Process of the interface.</summary>
internal static class Processes
{
    public static ProcessInfo Read(ref Fields of) => new(
        of.Integer("pid"u8),
        of.Integer("parentPid"u8),
        of.Text("job"u8),
        of.Text("instance"u8),
        of.Text("role"u8),
        of.Text("command"u8))
    {
        AdoptedAt = of.NumberOrNone("adopted"u8),
        FormerParent = of.IntegerOrNone("formerParent"u8),
        FormerRole = of.TextOrNone("formerRole"u8),
    };

    public static void Write(FrameWriter into, ProcessInfo process)
    {
        into.Number("pid"u8, process.Pid);
        into.Number("parentPid"u8, process.ParentPid);
        into.Text("job"u8, process.Job);
        into.Text("instance"u8, process.Instance);
        into.Text("role"u8, process.Role);
        into.Text("command"u8, process.Command);
        into.NumberOrNone("adopted"u8, process.AdoptedAt);
        into.NumberOrNone("formerParent"u8, process.FormerParent);
        into.TextOrNone("formerRole"u8, process.FormerRole);
    }
}
