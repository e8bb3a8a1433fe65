using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Events, and lists of variables: each is written once, whoever has it.</summary>
internal static class EventRecord
{
    private const int Name = 1, VariableName = 2, VariableValue = 3;

    public static void Write(SnapshotWriter writer, int field, Event occurred)
    {
        int mark = writer.Begin(field);
        writer.Text(Name, occurred.Name);
        foreach (EventVariable variable in occurred.Variables)
        {
            Write(writer, variable);
        }

        writer.End(mark);
    }

    public static void Write(SnapshotWriter writer, int field, ValueList<EventVariable> variables)
    {
        int mark = writer.Begin(field);
        foreach (EventVariable variable in variables)
        {
            Write(writer, variable);
        }

        writer.End(mark);
    }

    public static Event ReadEvent(SnapshotReader reader)
    {
        (string name, List<EventVariable> variables) = Read(reader);
        bool isBad = name.Length == 0
            || variables.Exists(variable => variable.Name.Length == 0 || variable.Name.Contains('='));
        return isBad ? throw reader.Damaged("an event is none") : new Event(name, [.. variables]);
    }

    public static ValueList<EventVariable> ReadVariables(SnapshotReader reader) => [.. Read(reader).Variables];

    private static void Write(SnapshotWriter writer, EventVariable variable)
    {
        writer.Text(VariableName, variable.Name);
        writer.Text(VariableValue, variable.Value);
    }

    private static (string Name, List<EventVariable> Variables) Read(SnapshotReader reader)
    {
        (string name, string variable) = ("", "");
        List<EventVariable> variables = [];
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Name:
                    name = reader.Text();
                    break;
                case VariableName:
                    variable = reader.Text();
                    break;
                case VariableValue:
                    variables.Add(new EventVariable(variable, reader.Text()));
                    break;
                default:
                    throw reader.Unknown("an event", field);
            }
        }

        reader.Leave(outer);
        return (name, variables);
    }
}
