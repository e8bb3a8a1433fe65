using System.Collections.Generic;
using MiniInit.Core.Events;

namespace MiniInit.Core.Supervision;

/// <content>The variables of an instance, which can be changed while it is not down.</content>
public sealed partial class Supervisor
{
    private void AskChange(ClientTicket client, JobInstance instance, SupervisorRequest.ChangeVariables change)
    {
        if (instance.IsAtRest)
        {
            Answer(client, NotRunning(instance));
            return;
        }

        TakeNextVariables(instance);
        List<EventVariable> variables = [.. instance.Variables];
        List<string> removed = [.. instance.Removed];
        foreach (EventVariable variable in change.Set)
        {
            if (!change.Retains || !IsSet(instance, variables, removed, variable.Name))
            {
                variables.RemoveAll(other => other.Name == variable.Name);
                removed.Remove(variable.Name);
                variables.Add(variable);
            }
        }

        foreach (string name in change.Unset)
        {
            variables.RemoveAll(other => other.Name == name);
            removed.Remove(name);
            removed.Add(name);
        }

        if (LengthOf(variables, removed) > SupervisorLimits.VariableText)
        {
            Answer(client, Refused(instance, $"its variables would be longer than {SupervisorLimits.VariableText} characters"));
            return;
        }

        (instance.Variables, instance.Removed) = ([.. variables], [.. removed]);
        Answer(client, Done(instance));
    }

    private void AskResetVariables(ClientTicket client, JobInstance instance)
    {
        if (instance.IsAtRest)
        {
            Answer(client, NotRunning(instance));
            return;
        }

        TakeNextVariables(instance);
        (instance.Variables, instance.Removed) = (instance.GivenVariables, []);
        Answer(client, Done(instance));
    }

    /// <summary>
    /// Takes the variables of a start. They are changed already while it waits, when nothing is left of the run before.
    /// </summary>
    private static void TakeNextVariables(JobInstance instance)
    {
        if (instance.NextVariables is { } next && instance.State is JobState.Waiting or JobState.Starting)
        {
            (instance.Variables, instance.GivenVariables) = (next, next);
            (instance.NextVariables, instance.Removed) = (null, []);
        }
    }

    private static bool IsSet(JobInstance instance, List<EventVariable> variables, List<string> removed, string name) =>
        variables.Exists(variable => variable.Name == name)
        || (!removed.Contains(name) && EntryOf(instance.Definition, name) is not null);

    private static int LengthOf(List<EventVariable> variables, List<string> removed)
    {
        int length = 0;
        variables.ForEach(variable => length += variable.Name.Length + variable.Value.Length + 1);
        removed.ForEach(name => length += name.Length);
        return length;
    }
}
