using System.Collections.Generic;
using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>Of an instance: its variables, the events it waits for, and who waits for it. Numbers from 64 on.</summary>
internal static class WaitFields
{
    private const int Variables = 64, Removed = 65, GivenVariables = 66, NextVariables = 67, StopVariables = 68, Emitted = 69,
        StopOn = 70, Ahead = 71, Released = 72, WaitsSince = 73, StartAwaiters = 74, StopAwaiters = 75;

    private const int Name = 1;

    /// <summary>A place among neighbours, perhaps among those of a configuration before: it is a hint, but none overflows.</summary>
    private const int MostAhead = 1 << 30;

    public static void Write(SnapshotWriter writer, JobInstance instance, SnapshotNumbers numbers)
    {
        Write(writer, Variables, instance.Variables, numbers);
        WriteNames(writer, Removed, instance.Removed);
        Write(writer, GivenVariables, instance.GivenVariables, numbers);
        writer.Number(NextVariables, numbers.Variables.Of(instance.NextVariables));
        Write(writer, StopVariables, instance.StopVariables, numbers);
        writer.Number(Emitted, numbers.Emissions.Of(instance.Emitted));
        if (instance.StopOn is ExpressionState stopOn)
        {
            ExpressionRecord.Write(writer, StopOn, stopOn, instance.Definition.StopOn, numbers);
        }

        writer.Count(Ahead, instance.Ahead);
        WriteReleased(writer, instance, numbers);
        writer.Count(WaitsSince, instance.WaitsSince);
        AwaiterRecord.Write(writer, StartAwaiters, instance.StartAwaiters, numbers);
        AwaiterRecord.Write(writer, StopAwaiters, instance.StopAwaiters, numbers);
    }

    public static bool TryRead(SnapshotReader reader, int field, JobInstance instance, SnapshotObjects objects)
    {
        switch (field)
        {
            case Variables:
                instance.Variables = reader.One(objects.Variables);
                break;
            case Removed:
                instance.Removed = ReadNames(reader);
                break;
            case GivenVariables:
                instance.GivenVariables = reader.One(objects.Variables);
                break;
            case NextVariables:
                instance.NextVariables = reader.One(objects.Variables);
                break;
            case StopVariables:
                instance.StopVariables = reader.One(objects.Variables);
                break;
            case Emitted:
                instance.Emitted = reader.One(objects.Emissions);
                break;
            case StopOn:
                instance.StopOn = ExpressionRecord.Read(reader, instance.Definition.StopOn, objects);
                break;
            case Ahead:
                instance.Ahead = reader.Small(0, MostAhead);
                break;
            case Released:
                (instance.Released ??= []).Add(reader.One(objects.Instances));
                break;
            case WaitsSince:
                instance.WaitsSince = reader.Number(least: 0);
                break;
            case StartAwaiters:
                AwaiterRecord.Read(reader, instance.StartAwaiters, objects);
                break;
            case StopAwaiters:
                AwaiterRecord.Read(reader, instance.StopAwaiters, objects);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void Write(SnapshotWriter writer, int field, ValueList<EventVariable> variables, SnapshotNumbers numbers)
    {
        if (variables.Count > 0)
        {
            writer.Number(field, numbers.Variables.Of(variables));
        }
    }

    private static void WriteNames(SnapshotWriter writer, int field, ValueList<string> names)
    {
        if (names.Count > 0)
        {
            int mark = writer.Begin(field);
            foreach (string name in names)
            {
                writer.Text(Name, name);
            }

            writer.End(mark);
        }
    }

    private static ValueList<string> ReadNames(SnapshotReader reader)
    {
        List<string> names = [];
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            names.Add(field == Name ? reader.Text() : throw reader.Unknown("a list of names", field));
        }

        reader.Leave(outer);
        return ValueList.From(names);
    }

    /// <summary>Writes those that are there: one that is no more is waited for by nobody.</summary>
    private static void WriteReleased(SnapshotWriter writer, JobInstance instance, SnapshotNumbers numbers)
    {
        List<int> released = [];
        foreach (JobInstance other in instance.Released ?? [])
        {
            if (other.IsListed)
            {
                released.Add(numbers.Instances.Of(other).Value);
            }
        }

        released.Sort();
        foreach (int number in released)
        {
            writer.Number(Released, number);
        }
    }
}
