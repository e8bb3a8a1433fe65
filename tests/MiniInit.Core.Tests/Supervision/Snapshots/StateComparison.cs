using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MiniInit.Core.Events;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Supervision.Snapshots;

/// <summary>
/// Compares two supervisors field by field, private ones too, with all that they point to: what points to one thing in one
/// of them points to one thing in the other. So a field that somebody adds, and does not write, is found.
/// </summary>
internal sealed class StateComparison
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>What need not be the same, and why.</summary>
    private static readonly Dictionary<string, string> s_excluded = new()
    {
        ["Supervisor._effects"] = "what the last input gave, which has been handed on",
        ["Supervisor._steps"] = "counted from 0 with each input",
        ["Supervisor.Work"] = "for tests of growth",
        ["Supervisor._trail"] = "for the report of a bug; it is let go of",
        ["Supervisor._concerned"] = "for one step",
        ["Observation._changed"] = "what is not told of yet: nothing, between two inputs",
        ["Observation._noted"] = "as above",
        ["Deadlines._queue"] = "the instances have their deadlines, and the snapshot their order, which its bytes compare",
        ["Deadlines._order"] = "as above",
        ["Deadlines._rebuildAt"] = "as above",
        ["JobInstance.DeadlineOrder"] = "as above",
    };

    /// <summary>What is compared as one value: it is written by others, or by its text.</summary>
    private static readonly Type[] s_values = [typeof(JobDefinition), typeof(InitDefinition), typeof(EventExpression), typeof(Event)];

    /// <summary>What changes, so that it matters whether two have the same one. All else of our own never changes.</summary>
    private static readonly Type[] s_things =
        [typeof(Supervisor), typeof(SupervisedJob), typeof(JobInstance), typeof(RunningProcess), typeof(PendingEvent), typeof(DaemonSearch)];

    private readonly Dictionary<object, object> _pairs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];

    /// <summary>The fields that were not what they usually are in any of all comparisons.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>All fields that were compared.</summary>
    public HashSet<string> All { get; } = [];

    public static string NameOf(FieldInfo field)
    {
        string name = field.Name;
        int end = name.IndexOf('>', StringComparison.Ordinal);
        string type = field.DeclaringType!.FullName!;
        return $"{type[(type.LastIndexOf('.') + 1)..]}.{(end < 0 ? name : name[1..end])}";
    }

    public static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(Own).Where(field => !s_excluded.ContainsKey(NameOf(field))))
            {
                yield return field;
            }
        }
    }

    public static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(TimeSpan);

    public void Compare(Supervisor left, Supervisor right)
    {
        _pairs.Clear();
        Objects.Clear();
        Compare(left, right, nameof(Supervisor));
    }

    /// <summary>All objects that were compared last, those of the left one.</summary>
    public HashSet<object> Objects { get; } = new(ReferenceEqualityComparer.Instance);

    private void Compare(object? left, object? right, string path)
    {
        if (left is null || right is null)
        {
            // That nobody is in a set, and that there is none, is the same.
            Require(IsNothing(left) && IsNothing(right), path, left, right);
            return;
        }

        Require(left.GetType() == right.GetType(), path, left, right);
        if (IsLeaf(left.GetType()) || s_values.Any(type => type.IsInstanceOfType(left)))
        {
            Require(left.Equals(right), path, left, right);
        }
        else if (left.GetType().IsValueType || IsNew(left, right, path))
        {
            CompareContent(left, right, path);
        }
    }

    private bool IsNew(object left, object right, string path)
    {
        if (!s_things.Contains(left.GetType()))
        {
            return true;
        }

        if (_pairs.TryGetValue(left, out object? before))
        {
            Require(ReferenceEquals(before, right), $"{path} (which is another object)", left, right);
            return false;
        }

        _pairs.Add(left, right);
        return true;
    }

    private void CompareContent(object left, object right, string path)
    {
        switch (left)
        {
            case IDictionary dictionary when dictionary.Keys.Cast<object>().All(key => key is not JobInstance):
                IDictionary other = (IDictionary)right;
                Require(dictionary.Count == other.Count, $"{path}.Count", dictionary.Count, other.Count);
                foreach (object key in dictionary.Keys)
                {
                    Compare(dictionary[key], other[key], $"{path}[{key}]");
                }

                break;
            case Dictionary<JobInstance, long> blocking:
                CompareAll(Sorted(blocking), Sorted((Dictionary<JobInstance, long>)right), path);
                break;
            case HashSet<string> names:
                Require(names.SetEquals((HashSet<string>)right), path, left, right);
                break;
            case HashSet<JobInstance> instances:
                CompareAll(Sorted(instances), Sorted((HashSet<JobInstance>)right), path);
                break;
            case HashSet<PendingEvent> hooks:
                CompareAll(Sorted(hooks), Sorted((HashSet<PendingEvent>)right), path);
                break;
            case IEnumerable items when left is not InstanceList:
                CompareAll(items, (IEnumerable)right, path);
                break;
            default:
                CompareFields(left, right, path);
                break;
        }
    }

    private void CompareAll(IEnumerable left, IEnumerable right, string path)
    {
        (object?[] lefts, object?[] rights) = ([.. left], [.. right]);
        Require(lefts.Length == rights.Length, $"{path}.Count", lefts.Length, rights.Length);
        for (int at = 0; at < lefts.Length; at++)
        {
            Compare(lefts[at], rights[at], $"{path}[{at}]");
        }
    }

    private void CompareFields(object left, object right, string path)
    {
        Type type = left.GetType();
        _ = !type.IsValueType && Objects.Add(left);
        if (!_fields.TryGetValue(type, out FieldInfo[]? fields))
        {
            _fields.Add(type, fields = [.. FieldsOf(type)]);
        }

        foreach (FieldInfo field in fields)
        {
            object? value = field.GetValue(left);
            if (type.Assembly == typeof(Supervisor).Assembly)
            {
                All.Add(NameOf(field));
                _ = !IsNothing(value) && Seen.Add(NameOf(field));
            }

            Compare(value, field.GetValue(right), $"{path}.{NameOf(field)}");
        }
    }

    private static IEnumerable<(long, JobInstance)> Sorted(Dictionary<JobInstance, long> blocking) =>
        blocking.Select(pair => (pair.Value, pair.Key)).OrderBy(pair => pair.Value);

    private static IEnumerable<JobInstance> Sorted(HashSet<JobInstance> instances) =>
        instances.Where(instance => instance.IsListed).OrderBy(instance => instance.Title, StringComparer.Ordinal);

    private static IEnumerable<PendingEvent> Sorted(HashSet<PendingEvent> hooks) => hooks.OrderBy(hook => hook.OpenedAt);

    private static bool IsNothing(object? value) => value switch
    {
        null or "" => true,
        HashSet<JobInstance> instances => !instances.Any(instance => instance.IsListed),
        ICollection all => all.Count == 0,
        IEnumerable all => !all.Cast<object>().Any(),
        _ => value.GetType().IsValueType && IsLeaf(value.GetType()) && value.Equals(Activator.CreateInstance(value.GetType())),
    };

    private static void Require(bool condition, string path, object? left, object? right)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{path} is {right ?? "null"}, and not {left ?? "null"}");
        }
    }
}
