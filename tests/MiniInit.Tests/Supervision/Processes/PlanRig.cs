using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Core.Events;
using MiniInit.Core.Expansions;
using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Core.Values;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

/// <summary>Plans processes of jobs that were written down in a test.</summary>
internal sealed class PlanRig : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <summary>What init inherited, as <c>NAME=value</c>.</summary>
    public byte[][] Inherited { get; init; } = [];

    public InitDefinition Init { get; init; } = new();

    public SpawnLimit? OpenFiles { get; init; }

    public int? Score { get; init; }

    public OwnIdentity Own { get; init; } = new(0, 0, [0]);

    public string Instance { get; init; } = "";

    public ProcessRole Role { get; init; } = ProcessRole.Main;

    public EventVariable[] Variables { get; init; } = [];

    public ProcessVariable[] Extra { get; init; } = [];

    public JobCommand Command { get; init; } = new JobCommand.Program(["/bin/true"]);

    public static byte[][] Bytes(params string[] entries) => [.. entries.Select(Encoding.UTF8.GetBytes)];

    public static Expansion Expansion(string text)
    {
        Assert.True(Core.Expansions.Expansion.TryParse(text, out Expansion? value, out TextError error), error.Message);
        return value;
    }

    public static ValueList<EnvironmentEntry> Entries(params string[] entries) =>
        [.. entries.Select(e => e.Split('=', 2)).Select(e => new EnvironmentEntry(e[0], Expansion(e[1])))];

    public static ValueList<EnvironmentPattern> Patterns(params string[] texts) =>
        [.. texts.Select(Pattern)];

    public static Dictionary<string, string> Environment(ProcessPlan plan)
    {
        StringVector vector = plan.Request([]).Environment;
        IEnumerable<string> entries = Enumerable.Range(0, vector.Count).Select(i => Encoding.UTF8.GetString(vector[i]));
        return entries.Select(e => e.Split('=', 2)).ToDictionary(e => e[0], e => e[1]);
    }

    public static string[] Arguments(SpawnRequest request) =>
        [.. Enumerable.Range(0, request.Arguments.Count).Select(i => Encoding.UTF8.GetString(request.Arguments[i]))];

    public ProcessPlan Plan(JobDefinition job)
    {
        Assert.Equal("", TryPlan(job, out ProcessPlan? plan));
        return plan!;
    }

    public string Problem(JobDefinition job)
    {
        string problem = TryPlan(job, out ProcessPlan? plan);
        Assert.Null(plan);
        return problem;
    }

    public void Dispose()
    {
        foreach (IDisposable one in _owned)
        {
            one.Dispose();
        }
    }

    private static EnvironmentPattern Pattern(string text)
    {
        Assert.True(EnvironmentPattern.TryParse(text, out EnvironmentPattern? pattern, out TextError error), error.Message);
        return pattern;
    }

    private string TryPlan(JobDefinition job, out ProcessPlan? plan)
    {
        StringVector environment = StringVector.OfBytes(Inherited);
        _owned.Add(environment);
        var planner = new ProcessPlanner(new Inheritance(environment, OpenFiles, Score), Own);
        var spawn = new SupervisorEffect.Spawn(new ProcessTicket(1), job, Instance, Role, Command, [.. Variables]);
        plan = planner.TryPlan(spawn, Init, Extra, out string problem);
        if (plan is not null)
        {
            _owned.Add(plan);
        }

        return problem;
    }
}
