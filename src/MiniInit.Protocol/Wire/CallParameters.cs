using System;
using System.Collections.Generic;
using System.Diagnostics;
using MiniInit.Protocol.Messages;

namespace MiniInit.Protocol.Wire;

/// <summary>The parameters of each method.</summary>
internal static class CallParameters
{
    /// <summary>Reads them; null if there is no such method.</summary>
    public static ControlCall? Read(string method, ref Fields of) => method switch
    {
        MethodNames.GetInfo => new ControlCall.GetInfo(),
        MethodNames.GetInterfaceDescription => new ControlCall.GetInterfaceDescription(Name(ref of, "interface"u8)),
        MethodNames.GetVersion => new ControlCall.GetVersion(),
        MethodNames.List => new ControlCall.List(Entries(ref of, "patterns"u8)),
        MethodNames.Status => new ControlCall.Status(
            Targets.Read(ref of), of.IntegerOrNone("lines"u8, 0), of.FlagOrNone("brief"u8) ?? false),
        MethodNames.Start => new ControlCall.Start(Targets.Read(ref of), Targets.ReadWaiting(ref of)),
        MethodNames.Stop => new ControlCall.Stop(Targets.Read(ref of), Targets.ReadWaiting(ref of)),
        MethodNames.Restart => new ControlCall.Restart(Targets.Read(ref of), Targets.ReadWaiting(ref of)),
        MethodNames.Kill => new ControlCall.Kill(Targets.Read(ref of), Targets.ReadWaiting(ref of)),
        MethodNames.Reload => new ControlCall.Reload(Targets.Read(ref of)),
        MethodNames.Signal => new ControlCall.Signal(
            Targets.Read(ref of), Name(ref of, "signal"u8), of.FlagOrNone("all"u8) ?? false),
        MethodNames.Reset => new ControlCall.Reset(Name(ref of, "job"u8)),
        MethodNames.Why => new ControlCall.Why(Targets.Read(ref of)),
        MethodNames.Tree => new ControlCall.Tree(NameOrNone(ref of, "job"u8), of.FlagOrNone("all"u8) ?? false),
        MethodNames.Emit => new ControlCall.Emit(
            Name(ref of, "event"u8), Entries(ref of, "environment"u8), Targets.ReadWaiting(ref of)),
        MethodNames.ReloadConfiguration => new ControlCall.ReloadConfiguration(),
        MethodNames.ShowConfiguration => new ControlCall.ShowConfiguration(NameOrNone(ref of, "job"u8)),
        MethodNames.GetLogLevel => new ControlCall.GetLogLevel(),
        MethodNames.SetLogLevel => new ControlCall.SetLogLevel(of.Choice("level"u8, Choices.Levels)),
        MethodNames.GetEnvironment =>
            new ControlCall.GetEnvironment(Name(ref of, "name"u8), Targets.ReadOwner(ref of)),
        MethodNames.ListEnvironment => new ControlCall.ListEnvironment(Targets.ReadOwner(ref of)),
        MethodNames.SetEnvironment => new ControlCall.SetEnvironment(
            Entries(ref of, "environment"u8), of.FlagOrNone("retain"u8) ?? false, Targets.ReadOwner(ref of)),
        MethodNames.UnsetEnvironment =>
            new ControlCall.UnsetEnvironment(Entries(ref of, "names"u8), Targets.ReadOwner(ref of)),
        MethodNames.ResetEnvironment => new ControlCall.ResetEnvironment(Targets.ReadOwner(ref of)),
        MethodNames.Logs => new ControlCall.Logs(
            Entries(ref of, "patterns"u8),
            of.IntegerOrNone("lines"u8, 0),
            of.NumberOrNone("since"u8, 0, ProtocolLimits.LatestTime),
            of.FlagOrNone("follow"u8) ?? false),
        MethodNames.Events => new ControlCall.Events(),
        MethodNames.Watch => new ControlCall.Watch(Entries(ref of, "patterns"u8)),
        MethodNames.Run => new ControlCall.Run(
            NameOrNone(ref of, "name"u8), Entries(ref of, "command"u8), Entries(ref of, "environment"u8), of.Text("directory"u8))
        {
            RunAs = NameOrNone(ref of, "runAs"u8),
            Properties = of.TextsOrNone("properties"u8, ProtocolLimits.CallEntries) ?? [],
            Descriptors = of.IntegerOrNone("descriptors"u8, 0, ProtocolLimits.Descriptors) ?? 0,
            IsTerminal = of.FlagOrNone("isTerminal"u8) ?? false,
            Waits = of.FlagOrNone("wait"u8) ?? false,
        },
        MethodNames.Reexec => new ControlCall.Reexec(),
        MethodNames.Shutdown => new ControlCall.Shutdown(
            of.IntegerOrNone("exitCode"u8, 0, byte.MaxValue), of.ChoiceOrNone("action"u8, Choices.Actions)),
        _ => null,
    };

    public static void Write(FrameWriter into, ControlCall call)
    {
        switch (call)
        {
            case ControlCall.GetInfo or ControlCall.GetVersion or ControlCall.ReloadConfiguration
                or ControlCall.GetLogLevel or ControlCall.Events or ControlCall.Reexec:
                break;
            case ControlCall.GetInterfaceDescription described:
                into.Text("interface"u8, described.Interface);
                break;
            case ControlCall.List list:
                into.Texts("patterns"u8, list.Patterns);
                break;
            case ControlCall.Watch watch:
                into.Texts("patterns"u8, watch.Patterns);
                break;
            case ControlCall.Tree tree:
                into.TextOrNone("job"u8, tree.Job);
                into.FlagIfSet("all"u8, tree.IsAll);
                break;
            case ControlCall.ShowConfiguration show:
                into.TextOrNone("job"u8, show.Job);
                break;
            case ControlCall.SetLogLevel set:
                into.Text("level"u8, set.Level);
                break;
            case ControlCall.Logs logs:
                into.Texts("patterns"u8, logs.Patterns);
                into.NumberOrNone("lines"u8, logs.Lines);
                into.NumberOrNone("since"u8, logs.Since);
                into.FlagIfSet("follow"u8, logs.Follows);
                break;
            case ControlCall.Shutdown shutdown:
                into.NumberOrNone("exitCode"u8, shutdown.ExitCode);
                into.TextOrNone("action"u8, shutdown.Action);
                break;
            default:
                WriteOfJob(into, call);
                break;
        }
    }

    private static void WriteOfJob(FrameWriter into, ControlCall call)
    {
        switch (call)
        {
            case ControlCall.Status status:
                Targets.Write(into, status.Target);
                into.NumberOrNone("lines"u8, status.Lines);
                into.FlagIfSet("brief"u8, status.IsBrief);
                break;
            case ControlCall.Start start:
                Targets.Write(into, start.Target, start.Waiting);
                break;
            case ControlCall.Stop stop:
                Targets.Write(into, stop.Target, stop.Waiting);
                break;
            case ControlCall.Restart restart:
                Targets.Write(into, restart.Target, restart.Waiting);
                break;
            case ControlCall.Kill kill:
                Targets.Write(into, kill.Target, kill.Waiting);
                break;
            case ControlCall.Reload reload:
                Targets.Write(into, reload.Target);
                break;
            case ControlCall.Signal signal:
                Targets.Write(into, signal.Target);
                into.Text("signal"u8, signal.Name);
                into.FlagIfSet("all"u8, signal.IsForAll);
                break;
            case ControlCall.Why why:
                Targets.Write(into, why.Target);
                break;
            case ControlCall.Reset reset:
                into.Text("job"u8, reset.Job);
                break;
            case ControlCall.Run run:
                Write(into, run);
                break;
            case ControlCall.Emit emit:
                into.Text("event"u8, emit.Event);
                into.Texts("environment"u8, emit.Environment);
                Targets.Write(into, emit.Waiting);
                break;
            default:
                WriteOfEnvironment(into, call);
                break;
        }
    }

    private static void Write(FrameWriter into, ControlCall.Run run)
    {
        into.TextOrNone("name"u8, run.Name);
        into.Texts("command"u8, run.Command);
        into.Texts("environment"u8, run.Environment);
        into.Text("directory"u8, run.Directory);
        into.TextOrNone("runAs"u8, run.RunAs);
        if (run.Properties.Count > 0)
        {
            into.Texts("properties"u8, run.Properties);
        }

        into.NumberOrNone("descriptors"u8, run.Descriptors > 0 ? run.Descriptors : null);
        into.FlagIfSet("isTerminal"u8, run.IsTerminal);
        into.FlagIfSet("wait"u8, run.Waits);
    }

    private static void WriteOfEnvironment(FrameWriter into, ControlCall call)
    {
        switch (call)
        {
            case ControlCall.GetEnvironment get:
                into.Text("name"u8, get.Name);
                Targets.Write(into, get.Of);
                break;
            case ControlCall.ListEnvironment list:
                Targets.Write(into, list.Of);
                break;
            case ControlCall.SetEnvironment set:
                into.Texts("environment"u8, set.Environment);
                into.FlagIfSet("retain"u8, set.Retains);
                Targets.Write(into, set.Of);
                break;
            case ControlCall.UnsetEnvironment unset:
                into.Texts("names"u8, unset.Names);
                Targets.Write(into, unset.Of);
                break;
            case ControlCall.ResetEnvironment reset:
                Targets.Write(into, reset.Of);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static string Name(ref Fields of, ReadOnlySpan<byte> name) => of.Text(name, ProtocolLimits.NameLength);

    private static string? NameOrNone(ref Fields of, ReadOnlySpan<byte> name) =>
        of.TextOrNone(name, ProtocolLimits.NameLength);

    private static IReadOnlyList<string> Entries(ref Fields of, ReadOnlySpan<byte> name) =>
        of.Texts(name, ProtocolLimits.CallEntries);
}
