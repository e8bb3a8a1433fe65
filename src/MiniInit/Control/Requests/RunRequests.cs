using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Control;
using MiniInit.Linux.Spawning;
using MiniInit.Protocol.Messages;
using MiniInit.Protocol.Wire;
using MiniInit.Reexecution;
using MiniInit.Supervision.Configurations;
using MiniInit.Supervision.Journals;
using MiniInit.Supervision.Runs;

namespace MiniInit.Control.Requests;

/// <summary>The call <c>Run</c>: a command of a client's, as a job that no file defines.</summary>
/// <remarks>
/// Who may not do everything gets nothing by it that it could not do by itself, but that the command is init's child: it
/// runs as the caller, as the kernel tells who that is, and no program that it executes has more rights.
/// </remarks>
internal sealed class RunRequests(
    Supervisor supervisor, RunningConfiguration configuration, PendingAnswers answers, OutcomeReplies replies, ClientRuns runs,
    OwnUser own, SupervisorJournal journal)
{
    private const string NamePrefix = "run-";

    private static readonly string[] s_dropped =
        ["MINIINIT_", "UPSTART_", "LISTEN_", "WATCHDOG_", "NOTIFY_SOCKET=", "READY_FD="];

    /// <summary>Begins it.</summary>
    /// <param name="caller">Who calls, and may.</param>
    /// <param name="call">The call.</param>
    /// <param name="files">The descriptors that came with it; taken over only if a <see cref="RunSource"/> comes of it.</param>
    /// <param name="wantsMore">Whether there may be two replies.</param>
    public ReplySource Begin(Caller caller, ControlCall.Run call, PassedFiles? files, bool wantsMore)
    {
        if (call.Waits && !wantsMore)
        {
            return ReplySource.Of(new ControlError.ExpectedMore());
        }

        string name = call.Name ?? NextName();
        ControlError? error = WrongShape(call, files) ?? WrongName(caller, call, name) ?? TooMany(caller)
            ?? (caller.IsTrusted ? null : WhyNotAsCaller(caller.Peer, call));
        JobDefinition? job = error is not null ? null
            : caller.IsTrusted ? RunDefinitions.Of(name, call, out error) : RunDefinitions.Of(name, call, caller.Peer, out error);
        if (job is null)
        {
            return ReplySource.Of(error!);
        }

        PeerIdentity peer = caller.Peer;
        ClientRun run = new(job)
        {
            Owner = peer.UserId,
            Identity = caller.IsTrusted ? null : new SpawnIdentity(peer.UserId, peer.GroupId, peer.Groups),
            Environment = EnvironmentOf(call),
            Files = files,
            Descriptors = call.Descriptors,
            IsTerminal = call.IsTerminal,
        };
        runs.Add(run);
        RunSource source = new(run, call.Waits);
        _ = answers.Ask(new SupervisorRequest.Run(job), outcome => Tell(run, source, outcome), null, ReplyStep.Done);
        journal.Say(LogLevel.Info, name, $"run by user {peer.UserId}");
        return source;
    }

    /// <summary>The number of the last command that got its name from us.</summary>
    public long LastNumber { get; set; }

    /// <summary>Goes on to wait for a command that our predecessor started.</summary>
    public ReplySource Resume(ControlCall.Run call, CallState state) => runs.Find(state.Run ?? "") is ClientRun run
        ? new RunSource(run, call.Waits) : ReplySource.Of(new ControlError.Overtaken(state.Run ?? "", ""));

    /// <summary>Heard whether or not the client is still there.</summary>
    private ReplyStep Tell(ClientRun run, RunSource source, RequestOutcome outcome)
    {
        run.IsAccepted = outcome is RequestOutcome.Done;
        if (!run.IsAccepted)
        {
            source.Refusal = replies.ErrorOf(outcome);
            runs.Remove(run.Definition.Name);
        }

        return ReplyStep.Done;
    }

    private string NextName()
    {
        string name;
        do
        {
            name = $"{NamePrefix}{++LastNumber}";
        }
        while (IsTaken(name));
        return name;
    }

    private bool IsTaken(string name) => supervisor.Has(name) || runs.Has(name) || configuration.DiagnosticsOf(name) is not null;

    private static ControlError.InvalidParameter? WrongShape(ControlCall.Run call, PassedFiles? files)
    {
        (string parameter, string? sentence) = call switch
        {
            _ when (files is not null) != (call.Descriptors > 0) =>
                ("descriptors", files is null ? $"none came, and not {call.Descriptors}" : "some came, and it says that there are none"),
            { IsTerminal: true, Descriptors: 0 } => ("isTerminal", "there is no descriptor that could be one"),
            { Command: [] or ["", ..] } => ("command", "there is none"),
            _ when HasNul(call.Command) => ("command", "it holds a NUL character"),
            _ when !call.Directory.StartsWith('/') || call.Directory.Contains('\0', StringComparison.Ordinal) =>
                ("directory", "it must begin with /"),
            { Properties.Count: > ControlLimits.Properties } =>
                ("properties", $"there are more than {ControlLimits.Properties}"),
            _ => WrongVariable(call.Environment),
        };
        return sentence is null ? null : new ControlError.InvalidParameter(parameter, sentence);
    }

    private static (string, string?) WrongVariable(IReadOnlyList<string> environment)
    {
        foreach (string entry in environment)
        {
            if (entry.IndexOf('=', StringComparison.Ordinal) <= 0)
            {
                return ("environment", CallVariables.WrongForm);
            }
        }

        return ("environment", HasNul(environment) ? "it holds a NUL character" : null);
    }

    private static bool HasNul(IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private ControlError? WrongName(Caller caller, ControlCall.Run call, string name)
    {
        if (!JobName.TryParse(name, out _, out TextError problem))
        {
            return new ControlError.InvalidParameter("name", problem.Message);
        }

        // Files may wait for events of any job, also of one that is not there.
        return !caller.IsTrusted && !IsPlain(name)
            ? Denied(call, $"only root gives names other than \"{NamePrefix}\" and up to {ControlLimits.RunNameLetters} letters, digits, \"_\", \"-\" and \".\"")
            : IsTaken(name) ? new ControlError.Refused(name, "", "there is a job of that name")
            : null;
    }

    /// <summary>Whether a name begins as theirs do, and is no path, nor anything else that means more than itself.</summary>
    private static bool IsPlain(string name)
    {
        foreach (char letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return name.StartsWith(NamePrefix, StringComparison.Ordinal) && name.Length <= NamePrefix.Length + ControlLimits.RunNameLetters;
    }

    private ControlError.Busy? TooMany(Caller caller)
    {
        uint user = caller.Peer.UserId;
        int most = caller.IsTrusted ? ControlLimits.Runs : ControlLimits.Runs - ControlLimits.RunsForRoot;
        return runs.Count >= most ? new ControlError.Busy($"{runs.Count} commands run, which are the most")
            : caller.IsTrusted ? null
            : runs.CountOf(user) >= ControlLimits.RunsOfUser
                ? new ControlError.Busy($"{ControlLimits.RunsOfUser} commands of user {user} run, which are the most")
            : runs.CountToBegin(user) >= ControlLimits.RunsOfUserToBegin || runs.CountToBegin(null) >= ControlLimits.RunsToBegin
                ? new ControlError.Busy("as many commands as may be are being started; try again once they run")
            : null;
    }

    private ControlError? WhyNotAsCaller(PeerIdentity peer, ControlCall.Run call) =>
        own.UserId != 0 ? new ControlError.Refused(
            call.Name ?? "", "", $"init is user {own.UserId}, and cannot run commands as user {peer.UserId}")
        : !peer.AreGroupsKnown ? Denied(call, "the kernel does not tell the groups of the caller")
        : own.HasUnknown(peer) ? Denied(call, "the caller has a user or groups that init's user namespace has no numbers for")
        : call.RunAs is string who && !IsSelf(peer, who) ? Denied(call, $"only root runs commands as {Quotation.Of(who)}")
        : null;

    private static bool IsSelf(PeerIdentity peer, string who)
    {
        string user = AccountName.UserOf(who, out string? group);
        AccountFiles accounts = AccountFiles.TryRead(null, out _) ?? AccountFiles.Empty;
        return accounts.FindUserId(user) == peer.UserId && (group is null || accounts.FindGroup(group) == peer.GroupId);
    }

    private static ControlError.PermissionDenied Denied(ControlCall.Run call, string sentence) =>
        new(MethodNames.Of(call), call.Name, sentence);

    private static List<string> EnvironmentOf(ControlCall.Run call)
    {
        List<string> environment = new(call.Environment.Count);
        foreach (string entry in call.Environment)
        {
            if (!Array.Exists(s_dropped, beginning => entry.StartsWith(beginning, StringComparison.Ordinal)))
            {
                environment.Add(entry);
            }
        }

        return environment;
    }
}
