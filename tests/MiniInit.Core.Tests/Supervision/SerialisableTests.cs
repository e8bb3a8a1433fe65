using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using MiniInit.Core.Supervision;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>The state is data through and through, so that it can be written down and read by another process.</summary>
public sealed class SerialisableTests
{
    private static readonly HashSet<Type> s_collections =
    [
        typeof(List<>), typeof(Dictionary<,>), typeof(SortedDictionary<,>), typeof(HashSet<>), typeof(Queue<>),
        typeof(PriorityQueue<,>), typeof(ImmutableArray<>), typeof(IReadOnlyList<>), typeof(Nullable<>),
        typeof(ValueTuple<,>), typeof(ValueTuple<,,>),
    ];

    private static readonly HashSet<Type> s_leaves = [typeof(string), typeof(decimal), typeof(UInt128), typeof(TimeSpan)];

    [Fact]
    public void Nothing_in_the_state_is_code_or_belongs_to_this_process()
    {
        List<string> problems = [];
        HashSet<Type> seen = [];
        Queue<(Type Type, string Path)> open = new([(typeof(Supervisor), nameof(Supervisor))]);
        while (open.TryDequeue(out (Type Type, string Path) next))
        {
            if (seen.Add(next.Type))
            {
                Walk(next.Type, next.Path, open, problems);
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n", problems));
        Assert.Contains(typeof(JobInstance), seen);
        Assert.Contains(typeof(Awaiter.Emission), seen);
    }

    [Fact]
    public void The_walk_finds_what_may_not_be()
    {
        List<string> problems = [];
        Queue<(Type Type, string Path)> open = new();
        Walk(typeof(Func<int>), "", open, problems);
        Walk(typeof(System.Threading.Tasks.Task), "", open, problems);
        Walk(typeof(nint), "", open, problems);
        Walk(typeof(object), "", open, problems);
        Walk(new { A = 1 }.GetType(), "", open, problems);
        Assert.Equal(5, problems.Count);
    }

    private static void Walk(Type type, string path, Queue<(Type Type, string Path)> open, List<string> problems)
    {
        if (type.IsArray)
        {
            open.Enqueue((type.GetElementType()!, path));
        }
        else if (type.IsGenericType && s_collections.Contains(type.GetGenericTypeDefinition()))
        {
            foreach (Type argument in type.GetGenericArguments())
            {
                open.Enqueue((argument, path));
            }
        }
        else if (type.Assembly == typeof(Supervisor).Assembly && !IsGenerated(type))
        {
            WalkOwn(type, path, open);
        }
        else if (!(type.IsPrimitive && type != typeof(nint) && type != typeof(nuint)) && !type.IsEnum && !s_leaves.Contains(type))
        {
            problems.Add($"{path}: {type}");
        }
    }

    private static void WalkOwn(Type type, string path, Queue<(Type Type, string Path)> open)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            return;
        }

        for (Type? level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (FieldInfo field in level.GetFields(Own))
            {
                open.Enqueue((field.FieldType, $"{path}.{field.Name}"));
            }
        }

        foreach (Type derived in type.Assembly.GetTypes().Where(derived => derived.BaseType == type))
        {
            open.Enqueue((derived, $"{path}:{derived.Name}"));
        }
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || typeof(Delegate).IsAssignableFrom(type);
}
