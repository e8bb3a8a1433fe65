using System;
using System.Collections.Generic;
using MiniInit.Control.Access;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Protocol.Messages;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Processes;

namespace MiniInit.Control.Requests;

/// <summary>The calls about the environment of jobs: that of all of them from their next start on, or of one that runs.</summary>
internal sealed class EnvironmentCalls(
    Supervisor supervisor, JobRequests requests, OutcomeReplies replies, ProcessPlanner planner, Starter starter)
{
    /// <summary>One variable.</summary>
    public ReplySource Begin(ControlCall.GetEnvironment call) => ReplySource.Of(() =>
    {
        if (TableOf(call.Of, out ControlError? error) is not EnvironmentTable table)
        {
            return new ReplyStep.Failed(error!);
        }

        return table.Find(call.Name) is string value
            ? new ReplyStep.Told(new ControlReply.Value(value), Continues: false)
            : new ReplyStep.Failed(new ControlError.NoSuchVariable(call.Name));
    });

    /// <summary>All variables.</summary>
    public ReplySource Begin(ControlCall.ListEnvironment call) => ReplySource.Of(() =>
    {
        if (TableOf(call.Of, out ControlError? error) is not EnvironmentTable table)
        {
            return new ReplyStep.Failed(error!);
        }

        List<string> all = table.ToTexts();
        all.Sort(StringComparer.Ordinal);
        return new ReplyStep.Told(new ControlReply.Environment(all), Continues: false);
    });

    /// <summary>Sets variables.</summary>
    public ReplySource Begin(Caller caller, ControlCall.SetEnvironment call)
    {
        if (!CallVariables.TryRead(
            call.Environment, IsForeign(caller, call.Of), out ValueList<EventVariable> variables, out ControlError? error))
        {
            return ReplySource.Of(error);
        }

        if (call.Retains)
        {
            if (TableOf(call.Of, out error) is not EnvironmentTable table)
            {
                return ReplySource.Of(error!);
            }

            variables = NewOf(variables, table);
        }

        if (call.Of is InstanceName of)
        {
            return requests.Change(caller, of, variables, [], retains: false);
        }

        foreach (EventVariable variable in variables)
        {
            if (!planner.Global.TrySet(variable.Name, variable.Value, out string? problem))
            {
                return ReplySource.Of(new ControlError.InvalidParameter("environment", problem));
            }
        }

        return ReplySource.Of(new ControlReply.Done());
    }

    /// <summary>Takes variables away.</summary>
    public ReplySource Begin(Caller caller, ControlCall.UnsetEnvironment call)
    {
        bool isForeign = IsForeign(caller, call.Of);
        foreach (string name in call.Names)
        {
            if (CallVariables.Refusal("names", name, isForeign) is ControlError error)
            {
                return ReplySource.Of(error);
            }
        }

        if (call.Of is InstanceName of)
        {
            return requests.Change(caller, of, [], [.. call.Names], retains: false);
        }

        foreach (string name in call.Names)
        {
            if (!planner.Global.TryUnset(name, out string? problem))
            {
                return ReplySource.Of(new ControlError.InvalidParameter("names", problem));
            }
        }

        return ReplySource.Of(new ControlReply.Done());
    }

    /// <summary>Goes back to what there was.</summary>
    public ReplySource Begin(Caller caller, ControlCall.ResetEnvironment call)
    {
        if (call.Of is InstanceName of)
        {
            return requests.Reset(caller, of);
        }

        planner.Global.Reset();
        return ReplySource.Of(new ControlReply.Done());
    }

    private static ValueList<EventVariable> NewOf(ValueList<EventVariable> variables, EnvironmentTable table)
    {
        List<EventVariable> added = [];
        foreach (EventVariable variable in variables)
        {
            if (table.Find(variable.Name) is null)
            {
                added.Add(variable);
            }
        }

        return ValueList.Create<EventVariable>(added.ToArray());
    }

    private bool IsForeign(Caller caller, InstanceName? of) =>
        of is null ? requests.IsForeign(caller) : requests.IsForeign(caller, of.Job);

    /// <summary>What the next process gets.</summary>
    private EnvironmentTable? TableOf(InstanceName? of, out ControlError? error)
    {
        error = null;
        if (of is null)
        {
            return planner.ListGlobal(starter.Init);
        }

        if (supervisor.Resolve(new JobTarget(of.Job, of.Instance, []), out string instance) is RequestOutcome outcome)
        {
            error = replies.ErrorOf(outcome);
            return null;
        }

        JobDefinition job = supervisor.DefinitionOf(of.Job)!;
        InstanceStatus status = supervisor.StatusOf(of.Job, instance)!;
        EnvironmentTable? table = planner.TryList(job, status, starter.Init, out string problem);
        error = table is null ? new ControlError.Trouble(problem) : null;
        return table;
    }
}
