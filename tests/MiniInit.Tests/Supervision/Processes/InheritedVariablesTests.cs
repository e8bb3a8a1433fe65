using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class InheritedVariablesTests
{
    [Fact]
    public void What_one_process_adds_no_other_sees()
    {
        using StringVector environment = StringVector.OfBytes(PlanRig.Bytes("A=1"));
        var inherited = new InheritedVariables(environment);
        EnvironmentTable first = inherited.For(PlanRig.Patterns("*"));
        first.Set("A", "2");
        first.Set("B", "3");
        EnvironmentTable second = inherited.For(PlanRig.Patterns("*"));
        Assert.Equal("1", second.Find("A"));
        Assert.Null(second.Find("B"));
    }

    [Fact]
    public void More_lists_than_are_kept_ready_are_right_as_well()
    {
        using StringVector environment = StringVector.OfBytes(PlanRig.Bytes("A0=0", "A1=1", "B=2"));
        var inherited = new InheritedVariables(environment);
        for (int i = 0; i < 3 * ProcessLimits.CachedLists; i++)
        {
            EnvironmentTable table = inherited.For(PlanRig.Patterns($"A{i}", "B"));
            Assert.Equal(i < 2 ? $"{i}" : null, table.Find($"A{i}"));
            Assert.Null(table.Find($"A{i + 1}"));
            Assert.Equal("2", table.Find("B"));
        }
    }
}
