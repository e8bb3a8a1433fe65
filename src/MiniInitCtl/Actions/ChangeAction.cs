using System.Collections.Generic;
using System.Linq;
using MiniInit.Ctl.Compat;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Jobs;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Actions;

/// <summary>Starts, stops, restarts and kills jobs.</summary>
internal sealed class ChangeAction
{
    private readonly Invocation _invocation;
    private readonly ChangeRequest _request;
    private readonly string _verb;

    private ChangeAction(Invocation invocation, ChangeRequest request)
    {
        _invocation = invocation;
        _request = request;
        _verb = ChangeVerbs.Word(request.Verb);
    }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Invocation invocation, ChangeRequest request)
    {
        string verb = ChangeVerbs.Word(request.Verb);
        if (OwnJob.Missing(invocation, request.Jobs) is int code)
        {
            return code;
        }

        if (invocation.IsOffline && request.Verb != ChangeVerb.Kill)
        {
            string jobs = string.Join(' ', request.Jobs.Words.Jobs);
            invocation.Explain($"offline: did not {verb} {TerminalText.Escape(jobs)}");
            return ExitCode.Ok;
        }

        using InitConnection? connection = Reach.Init(invocation, new Deed(verb, "jobs"));
        return connection is null ? ExitCode.NoInit : new ChangeAction(invocation, request).Run(connection);
    }

    private int Run(InitConnection connection)
    {
        if (_request.Jobs.Words.Jobs.Count == 0)
        {
            // What asks from inside the job would wait for itself.
            Chosen own = new(OwnJob.Target(_invocation), IsNamed: true);
            return new Conversation(_invocation, connection).Run([Of(own, waits: false)]);
        }

        PatternScope scope = _request.Verb == ChangeVerb.Start ? PatternScope.All : PatternScope.Active;
        JobChoice choice = JobChoice.Of(_invocation, connection, _request.Jobs, _verb, scope);
        Target[] targets = [.. choice.All.Select(one => one.Target)];
        using Patience? patience = _request.Waits ? new Patience(_invocation, targets, OnInterrupt(targets)) : null;
        Conversation conversation = new(_invocation, connection) { Patience = patience, Form = choice.Form };
        return ExitCode.Worse(choice.Code, conversation.Run([.. choice.All.Select(one => Of(one, _request.Waits))]));
    }

    private string OnInterrupt(Target[] targets)
    {
        string what = targets.Length == 1 ? JobTitle.Of(targets[0]) : $"{targets.Length} jobs";
        return $"init goes on {ChangeVerbs.Doing(_request.Verb)} {what}; \"miniinitctl status\" shows how far it is";
    }

    private Step Of(Chosen one, bool waits)
    {
        Deed deed = new(_verb, JobTitle.Of(one.Target));
        WaitLimit limit = WaitLimit.Of(_invocation, waits);
        bool isOkIfSo = _request.IsOkIfSo || !one.IsNamed;
        return new Step(ChangeVerbs.Call(_request.Verb, one.Target, limit.Waiting), deed)
        {
            LimitMs = limit.AnswerMs,
            WantsRunning = _request.Verb != ChangeVerb.Start,
            Tell = reply => _invocation.Say(StatusLine.Of(((ControlReply.Changed)reply).Instance)),
            Excuses = error => isOkIfSo && ChangeVerbs.IsSoAlready(_request.Verb, error),
            Instead = error => Instead(one.Target, error, deed, isOkIfSo),
        };
    }

    private Step? Instead(Target target, ControlError error, Deed deed, bool isOkIfSo)
    {
        if (_invocation.IsCompatible)
        {
            return CompatStep.Instead(_invocation, target, error, deed);
        }

        return isOkIfSo && ChangeVerbs.IsSoAlready(_request.Verb, error) ? StatusStep.Short(_invocation, target) : null;
    }
}
