using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Supervision.Snapshots;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>Every field of the state is in a snapshot. Who adds one has a failure here until it is.</summary>
public sealed class FieldsTests
{
    private const int Lives = 120;

    /// <summary>What follows from others, or what others follow from: to set it alone gives what is no supervisor.</summary>
    private static readonly HashSet<string> s_entangled =
    [
        "Supervisor._hasWakers", "SupervisedJob.MissingNeed", "SupervisedJob.IsRemoved", "JobInstance._goal", "JobInstance._state",
        "JobInstance._standing",
        "JobInstance.Name", "JobInstance.Title", "JobInstance.IsTouched", "Census.VariableText", "PendingEvent.OpenedAt",
    ];

    [Fact]
    public void Every_field_comes_back_in_many_lives_and_has_been_something_else_than_usual()
    {
        StateComparison comparison = new();
        for (int seed = 0; seed < Lives; seed++)
        {
            Simulation life = new(seed) { Compare = comparison.Compare };
            life.Run(steps: 150);
        }

        foreach (Supervisor supervisor in Moments.All())
        {
            comparison.Compare(supervisor, Twin.Replaced(supervisor));
            SetEachField(supervisor, comparison);
        }

        Assert.Contains("JobInstance._main", comparison.Seen);
        Assert.Contains("PendingEvent.Blocking", comparison.Seen);
        string never = string.Join(' ', comparison.All.Except(comparison.Seen).Order(StringComparer.Ordinal));
        Assert.True(never.Length == 0, $"always as usual: {never}");
    }

    /// <summary>
    /// Sets each field that is no object to what it is not, in all objects that have it. What never changes stays as it is:
    /// the same may be in other supervisors, of other tests too.
    /// </summary>
    private static void SetEachField(Supervisor supervisor, StateComparison comparison)
    {
        object[] objects = [.. comparison.Objects.Where(each => each.GetType().GetMethod("<Clone>$") is null)];
        foreach (IGrouping<FieldInfo, object> field in objects
            .SelectMany(each => StateComparison.FieldsOf(each.GetType()).Select(field => (field, each)))
            .GroupBy(pair => pair.field, pair => pair.each))
        {
            if (!CanBeSet(field.Key))
            {
                continue;
            }

            object[] owners = [.. field];
            object?[] before = Array.ConvertAll(owners, field.Key.GetValue);
            object value = Other(field.Key.FieldType);
            Array.ForEach(owners, owner => field.Key.SetValue(owner, value));
            Assert.True(
                Supervisor.TryRestore(supervisor.Snapshot(), out Supervisor? restored, out SnapshotProblem? problem),
                $"{StateComparison.NameOf(field.Key)}: {problem}");
            comparison.Compare(supervisor, restored);
            for (int at = 0; at < owners.Length; at++)
            {
                field.Key.SetValue(owners[at], before[at]);
            }
        }
    }

    private static bool CanBeSet(FieldInfo field) =>
        StateComparison.IsLeaf(Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType)
        && field.DeclaringType!.Namespace == typeof(Supervisor).Namespace
        && !s_entangled.Contains(StateComparison.NameOf(field));

    private static object Other(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? true
            : type == typeof(string) ? "other \ud83d é \0"
            : type == typeof(TimeSpan) ? TimeSpan.FromTicks(123_456_789)
            : type.IsEnum ? Enum.GetValues(type).GetValue(1)!
            : Convert.ChangeType(1_234_567, type, System.Globalization.CultureInfo.InvariantCulture);
    }
}
