using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Expansions;
using MiniInit.Core.Graphs;
using MiniInit.Core.Jobs;
using MiniInit.Core.Tests.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests.Graphs;

/// <summary>Reads jobs from a short notation, one a line: <c>web: requires db, c; start-on startup; main</c>.</summary>
internal static class JobTexts
{
    public static JobGraph Graph(string text) => JobGraph.Build(Jobs(text));

    public static JobDefinition[] Jobs(string text) =>
        [.. text.Split('\n').Where(line => line.Trim().Length > 0).Select(Job)];

    public static string[] Names(this JobGraph graph, IEnumerable<int> jobs) =>
        [.. jobs.Select(job => graph.Jobs[job].Name)];

    public static string[] NeighboursOf(this JobGraph graph, int job, JobRelation relation) =>
        graph.Names(graph.Neighbours(job, relation).ToArray());

    private static JobDefinition Job(string line)
    {
        string[] parts = line.Split(": ", 2);
        JobDefinition job = new(parts[0].Trim().TrimEnd(':'));
        foreach (string setting in parts.Length == 1 ? [] : parts[1].Split(';'))
        {
            string[] words = setting.Trim().Split(' ', 2);
            job = With(job, words[0], words.Length == 1 ? "" : words[1].Trim());
        }

        return job;
    }

    private static JobDefinition With(JobDefinition job, string key, string value) => key switch
    {
        "requires" => job with { Requires = List(value) },
        "wants" => job with { Wants = List(value) },
        "after" => job with { After = List(value) },
        "before" => job with { Before = List(value) },
        "conflicts" => job with { Conflicts = List(value) },
        "part-of" => job with { PartOf = List(value) },
        "emits" => job with { Emits = List(value) },
        "tags" => job with { Tags = List(value) },
        "instances" => job with { Instances = List(value) },
        "start-on" => job with { StartOn = Texts.Expression(value) },
        "stop-on" => job with { StopOn = Texts.Expression(value) },
        "manual" => job with { IsManual = true },
        "main" => job with { IsMain = true },
        "every" => job with { Every = TimeSpan.FromMinutes(1) },
        "instance" => job with
        {
            Instance = Expansion.TryParse(value, out Expansion? instance, out TextError error)
                ? instance
                : throw new ArgumentException(error.Message),
        },
        _ => throw new ArgumentException($"{key} is no key of this notation"),
    };

    private static ValueList<string> List(string value) => ValueList.From(value.Split(',').Select(name => name.Trim()));
}
