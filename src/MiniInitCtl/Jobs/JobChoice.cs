using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Values;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Conversations;
using MiniInit.Ctl.Invocations;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Jobs;

/// <summary>Finds the instances a command is for: names are taken as they are, init is asked for patterns.</summary>
internal sealed class JobChoice
{
    private readonly List<Chosen> _all = [];
    private readonly HashSet<(string, string?)> _seen = [];

    private JobChoice()
    {
    }

    /// <summary>What was chosen.</summary>
    public IReadOnlyList<Chosen> All => _all;

    /// <summary>Whether it may be more than one, by what was written.</summary>
    public bool IsPlural { get; private init; }

    /// <summary>How answers are printed for programs: as a list where it may be more than one.</summary>
    public JsonForm Form => IsPlural ? JsonForm.List : JsonForm.Document;

    /// <summary>The worst of what could not be found; that was said.</summary>
    public int Code { get; private set; }

    /// <summary>Chooses.</summary>
    /// <param name="invocation">How the tool was called.</param>
    /// <param name="connection">Init.</param>
    /// <param name="request">What was written, at least one job.</param>
    /// <param name="verb">What is done to them, for messages.</param>
    /// <param name="scope">Which of the instances that a pattern finds are meant.</param>
    public static JobChoice Of(
        Invocation invocation, InitConnection connection, JobRequest request, string verb, PatternScope scope)
    {
        JobChoice choice = new()
        {
            IsPlural = request.Words.Jobs.Count > 1 || request.Words.Jobs.Any(JobWords.IsPattern),
        };
        foreach (string word in request.Words.Jobs)
        {
            if (invocation.IsCompatible || !JobWords.IsPattern(word))
            {
                choice.Add(new Target(word, request.Instance, request.Words.Variables), isNamed: true);
            }
            else
            {
                choice.AddMatches(invocation, connection, request, word, new Deed(verb, Quotation.Of(word)), scope);
            }
        }

        return choice;
    }

    private void AddMatches(
        Invocation invocation,
        InitConnection connection,
        JobRequest request,
        string pattern,
        Deed deed,
        PatternScope scope)
    {
        List<InstanceInfo> found = [];
        Conversation conversation = new(invocation with { AsJson = false }, connection);
        int code = conversation.Run(
        [
            new Step(new ControlCall.List([pattern]), deed)
            {
                WantsMore = true,
                Tell = reply => found.AddRange(((ControlReply.Instances)reply).All),
            },
        ]);
        if (code == ExitCode.Ok && found.Count == 0)
        {
            invocation.Complain($"cannot {deed}: no job matches; \"miniinitctl list\" shows them all");
            code = ExitCode.UnknownJob;
        }

        Code = ExitCode.Worse(Code, code);
        foreach (InstanceInfo one in found.Where(one => scope != PatternScope.Active || !IsAtRest(one)))
        {
            // A job at rest has no instance yet: the variables are to tell it.
            bool isNone = IsAtRest(one) && one.Instance.Length == 0;
            string? instance = scope == PatternScope.Jobs || isNone ? request.Instance : one.Instance;
            Add(new Target(one.Job, instance, instance is null ? request.Words.Variables : []), isNamed: false);
        }
    }

    private void Add(Target target, bool isNamed)
    {
        if (_seen.Add((target.Job, target.Instance)))
        {
            _all.Add(new Chosen(target, isNamed));
        }
    }

    private static bool IsAtRest(InstanceInfo instance) => instance.State is "waiting" or "invalid";
}
