using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>Makes jobs in the notation of <see cref="JobTexts"/>, so few that they often get in a knot.</summary>
internal static class RandomJobs
{
    private static readonly string[] s_names = ["a", "b", "c", "d", "e", "f", "g", "h"];

    /// <summary>Jobs with any keys, with names that no job has, their own and such as come twice.</summary>
    public static Gen<string> Any { get; } = Jobs(
        "requires", "wants", "after", "before", "conflicts", "part-of", "start-on", "stop-on", "emits", "tags",
        "manual", "main", "instances", "every");

    /// <summary>Jobs that need each other and come after each other.</summary>
    public static Gen<string> Ordered { get; } = Jobs("requires", "after", "before");

    /// <summary>Jobs that are part of each other.</summary>
    public static Gen<string> Parts { get; } = Jobs("part-of");

    /// <summary>Jobs that need each other and conflict.</summary>
    public static Gen<string> Conflicting { get; } = Jobs("requires", "requires", "conflicts");

    /// <summary>Jobs that wait for each other.</summary>
    public static Gen<string> Waiting { get; } =
        Jobs("start-on", "start-on", "start-on", "start-on", "requires", "wants", "emits", "manual");

    private static Gen<string> Jobs(params string[] keys) =>
        from jobs in Job(keys).NonEmptyListOf()
        select string.Join('\n', jobs.Take(12));

    private static Gen<string> Job(string[] keys) =>
        from name in Gen.Elements(s_names)
        from settings in Gen.Elements(keys).SelectMany(Setting).NonEmptyListOf()
        select $"{name}: {string.Join("; ", settings.Take(3))}".TrimEnd();

    private static Gen<string> Setting(string key) => key switch
    {
        "manual" or "main" or "every" => Gen.Constant(key),
        "emits" => Gen.Elements("emits up", "emits down, u*"),
        "instances" => Gen.Elements("instances 1", "instances 1, 2"),
        "start-on" or "stop-on" => Expression().Select(text => $"{key} {text}"),
        _ => from names in Gen.Elements([.. s_names, "nope"]).NonEmptyListOf()
             select $"{key} {string.Join(", ", names.Take(3))}",
    };

    private static Gen<string> Expression()
    {
        Gen<string> operand = Gen.Frequency(
            (6, from form in Gen.Elements("started", "starting", "stopped JOB=", "job:")
                from name in Gen.Elements([.. s_names, "nope"])
                select form + (form[^1] is '=' or ':' ? "" : " ") + name),
            (1, Gen.Elements(
                "startup", "up", "down/failed", "lost", "file:/f", "started", "started [ab]", "stopped $X")));
        Gen<string> more =
            from joint in Gen.Elements(" and ", " or ")
            from next in operand
            select joint + next;
        return from first in operand
               from rest in more.ListOf()
               select first + string.Concat(rest.Take(3));
    }
}
