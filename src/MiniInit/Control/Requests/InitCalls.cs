using System;
using System.Collections.Generic;
using MiniInit.Control.Queries;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Journals;

namespace MiniInit.Control.Requests;

/// <summary>The calls about init itself.</summary>
internal sealed class InitCalls(
    RunningConfiguration configuration, Queue<SupervisorInput> inputs, SupervisorJournal journal, bool isUserMode)
{
    /// <summary>When init was started. Where the machine's clock is set only later, the time of day of then means nothing.</summary>
    public TimeSpan StartedAt { get; set; } = MonotonicClock.Now;

    /// <summary>What the kernel is asked for once init ends; null: nothing.</summary>
    public PowerAction? PowerAction { get; private set; }

    /// <summary>Who is there.</summary>
    public static ReplySource Info() => ReplySource.Of(new ControlReply.Info(
        "MiniInit", "miniinit", Build.Version, "", [ControlInterface.ServiceName, ControlInterface.Name]));

    /// <summary>The text of an interface.</summary>
    public static ReplySource Begin(ControlCall.GetInterfaceDescription call) => call.Interface switch
    {
        ControlInterface.Name => ReplySource.Of(new ControlReply.InterfaceDescription(ControlInterface.Text)),
        ControlInterface.ServiceName => ReplySource.Of(new ControlReply.InterfaceDescription(ControlInterface.ServiceText)),
        _ => ReplySource.Of(new ControlError.InterfaceNotFound(call.Interface)),
    };

    /// <summary>Which version of what.</summary>
    public ReplySource Version() => ReplySource.Of(new ControlReply.Version(
        Build.Version, CurrentProcess.Id, isUserMode ? "user" : "system", WallTime.Of(StartedAt)));

    /// <summary>Reads the job files again. It is told what is wrong once they are in effect.</summary>
    public ReplySource Reload()
    {
        configuration.Reload("asked to by a client");
        List<ProblemInfo> problems = [];
        foreach (ConfigurationProblem problem in configuration.Current?.Problems ?? [])
        {
            problems.Add(new ProblemInfo(LogLevels.Word(problem.Level), problem.Text));
        }

        return ReplySource.Of(new ControlReply.Problems(problems));
    }

    /// <summary>How much is said.</summary>
    public ReplySource Level() => ReplySource.Of(() =>
        new ReplyStep.Told(new ControlReply.LogLevel(LogLevels.Word(journal.Least)), Continues: false));

    /// <summary>Changes how much is said.</summary>
    public ReplySource Begin(ControlCall.SetLogLevel call)
    {
        if (LogLevels.Find(call.Level) is not LogLevel level)
        {
            return ReplySource.Of(new ControlError.InvalidParameter("level", $"write one of {string.Join(", ", LogLevels.Words)}"));
        }

        configuration.SetLevel(level);
        return ReplySource.Of(new ControlReply.Done());
    }

    /// <summary>Ends init. The answer comes while its jobs are stopped.</summary>
    public ReplySource Begin(ControlCall.Shutdown call)
    {
        if (call.ExitCode is < 0 or > 255)
        {
            return ReplySource.Of(new ControlError.InvalidParameter("exitCode", "an exit code is 0 to 255"));
        }

        PowerAction? action = call.Action switch
        {
            "power_off" => Linux.PowerAction.PowerOff,
            "reboot" => Linux.PowerAction.Reboot,
            _ => null,
        };
        if (action is not null && configuration.Current?.Init.AllowReboot != true)
        {
            return ReplySource.Of(new ControlError.Refused(
                "", "", "the kernel is not to be asked to reboot or power off; set allow-reboot = true in [init], or shut down without it"));
        }

        PowerAction ??= action;
        journal.Say(LogLevel.Message, "", "a client asks for the shutdown");
        inputs.Enqueue(new SupervisorInput.ShutdownAsked(call.ExitCode) { IsLogout = true });
        return ReplySource.Of(new ControlReply.Done());
    }
}
