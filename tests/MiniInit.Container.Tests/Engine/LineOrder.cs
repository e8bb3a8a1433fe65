using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Container.Tests.Engine;

/// <summary>What can be told from the order of the lines of a log.</summary>
internal static class LineOrder
{
    /// <summary>Each of the lines is there, after the one before it.</summary>
    public static void AssertOrder(IReadOnlyList<string> log, params string[] expected)
    {
        int next = 0;
        foreach (string line in expected)
        {
            int at = log.Skip(next).ToList().IndexOf(line);
            Assert.True(
                at >= 0,
                $"'{line}' is not {(next == 0 ? "" : $"after '{log[next - 1]}' ")}in:\n{string.Join('\n', log)}");
            next += at + 1;
        }
    }
}
