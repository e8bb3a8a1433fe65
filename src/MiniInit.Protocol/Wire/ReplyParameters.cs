using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>What each method is answered with.</summary>
internal static class ReplyParameters
{
    public static ControlReply Read(ControlCall asked, ref Fields of) => asked switch
    {
        ControlCall.GetInfo => new ControlReply.Info(
            of.Text("vendor"u8), of.Text("product"u8), of.Text("version"u8), of.Text("url"u8),
            of.Texts("interfaces"u8)),
        ControlCall.GetInterfaceDescription => new ControlReply.InterfaceDescription(of.Text("description"u8)),
        ControlCall.GetVersion => new ControlReply.Version(
            of.Text("version"u8), of.Integer("pid"u8), of.Text("mode"u8), of.Number("startedAt"u8)),
        ControlCall.List => new ControlReply.Instances(of.Objects("instances"u8, Instances.Read)),
        ControlCall.Status => new ControlReply.Statuses(of.Objects("statuses"u8, Statuses.Read)),
        ControlCall.Start or ControlCall.Stop or ControlCall.Restart or ControlCall.Kill =>
            new ControlReply.Changed(of.Object("instance"u8, Instances.Read)),
        ControlCall.Run => new ControlReply.Ran(
            of.Text("job"u8), of.IntegerOrNone("pid"u8), of.IntegerOrNone("exitCode"u8), of.TextOrNone("signal"u8)),
        ControlCall.Why => new ControlReply.Reasons(of.Texts("reasons"u8)),
        ControlCall.Tree => new ControlReply.Processes(of.Objects("processes"u8, Processes.Read)),
        ControlCall.ReloadConfiguration => new ControlReply.Problems(of.Objects("problems"u8, Problems.Read)),
        ControlCall.ShowConfiguration => new ControlReply.Configurations(of.Objects("jobs"u8, Configurations.Read)),
        ControlCall.GetLogLevel => new ControlReply.LogLevel(of.Text("level"u8)),
        ControlCall.GetEnvironment => new ControlReply.Value(of.Text("value"u8)),
        ControlCall.ListEnvironment => new ControlReply.Environment(of.Texts("environment"u8)),
        ControlCall.Logs =>
            new ControlReply.Lines(of.Objects("lines"u8, LogLines.Read), of.NumberOrNone("lost"u8)),
        ControlCall.Events => new ControlReply.Event(
            of.TextOrNone("event"u8), of.Texts("environment"u8), of.Number("time"u8)),
        ControlCall.Watch => new ControlReply.Watched(
            of.Objects("instances"u8, Instances.Read), of.Objects("gone"u8, Instances.ReadName)),
        ControlCall.Reload or ControlCall.Signal or ControlCall.Reset or ControlCall.Emit or ControlCall.SetLogLevel
            or ControlCall.SetEnvironment or ControlCall.UnsetEnvironment or ControlCall.ResetEnvironment
            or ControlCall.Shutdown or ControlCall.Reexec => new ControlReply.Done(),
        _ => throw new UnreachableException(),
    };

    public static void Write(FrameWriter into, ControlReply reply)
    {
        switch (reply)
        {
            case ControlReply.Done:
                break;
            case ControlReply.Instances instances:
                into.Objects("instances"u8, instances.All, Instances.Write);
                break;
            case ControlReply.Statuses statuses:
                into.Objects("statuses"u8, statuses.All, Statuses.Write);
                break;
            case ControlReply.Changed changed:
                into.Open("instance"u8);
                Instances.Write(into, changed.Instance);
                into.Close();
                break;
            case ControlReply.Processes processes:
                into.Objects("processes"u8, processes.All, Processes.Write);
                break;
            case ControlReply.Problems problems:
                into.Objects("problems"u8, problems.All, Problems.Write);
                break;
            case ControlReply.Configurations configurations:
                into.Objects("jobs"u8, configurations.All, Configurations.Write);
                break;
            case ControlReply.Lines lines:
                into.Objects("lines"u8, lines.All, LogLines.Write);
                into.NumberOrNone("lost"u8, lines.Lost);
                break;
            case ControlReply.Watched watched:
                into.Objects("instances"u8, watched.Present, Instances.Write);
                into.Objects("gone"u8, watched.Gone, Instances.Write);
                break;
            default:
                WritePlain(into, reply);
                break;
        }
    }

    private static void WritePlain(FrameWriter into, ControlReply reply)
    {
        switch (reply)
        {
            case ControlReply.Info info:
                into.Text("vendor"u8, info.Vendor);
                into.Text("product"u8, info.Product);
                into.Text("version"u8, info.Release);
                into.Text("url"u8, info.Address);
                into.Texts("interfaces"u8, info.Interfaces);
                break;
            case ControlReply.InterfaceDescription described:
                into.Text("description"u8, described.Description);
                break;
            case ControlReply.Version version:
                into.Text("version"u8, version.Text);
                into.Number("pid"u8, version.Pid);
                into.Text("mode"u8, version.Mode);
                into.Number("startedAt"u8, version.StartedAt);
                break;
            case ControlReply.Ran ran:
                into.Text("job"u8, ran.Job);
                into.NumberOrNone("pid"u8, ran.Pid);
                into.NumberOrNone("exitCode"u8, ran.ExitCode);
                into.TextOrNone("signal"u8, ran.Signal);
                break;
            case ControlReply.Reasons reasons:
                into.Texts("reasons"u8, reasons.All);
                break;
            case ControlReply.LogLevel level:
                into.Text("level"u8, level.Level);
                break;
            case ControlReply.Value value:
                into.Text("value"u8, value.Text);
                break;
            case ControlReply.Environment environment:
                into.Texts("environment"u8, environment.All);
                break;
            case ControlReply.Event happened:
                into.TextOrNone("event"u8, happened.Name);
                into.Texts("environment"u8, happened.Variables);
                into.Number("time"u8, happened.Time);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
