using System;
using System.IO;
using System.Linq;

namespace MiniInit.Linux.Tests;

public sealed class CurrentProcessTests
{
    [Fact]
    public void The_supplementary_groups_are_those_that_the_kernel_shows()
    {
        string line = File.ReadAllLines("/proc/self/status").Single(l => l.StartsWith("Groups:", StringComparison.Ordinal));
        Assert.Equal(
            line["Groups:".Length..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries),
            CurrentProcess.ReadSupplementaryGroups().Select(group => $"{group}"));
    }
}
