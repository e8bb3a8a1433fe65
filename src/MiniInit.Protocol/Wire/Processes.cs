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
        of.Text("command"u8));

    public static void Write(FrameWriter into, ProcessInfo process)
    {
        into.Number("pid"u8, process.Pid);
        into.Number("parentPid"u8, process.ParentPid);
        into.Text("job"u8, process.Job);
        into.Text("instance"u8, process.Instance);
        into.Text("role"u8, process.Role);
        into.Text("command"u8, process.Command);
    }
}
