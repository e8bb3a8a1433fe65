using System;
using System.Diagnostics;
using System.Threading;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>Waiting for a condition that only the kernel can tell, by looking again and again.</summary>
internal static class Wait
{
    /// <summary>Generous: the machine may be busy with other things. Only a failing test takes so long.</summary>
    public static TimeSpan Limit => TimeSpan.FromSeconds(60);

    public static void Until(Func<bool> condition, string what) => Until(condition, () => what);

    /// <summary>As the other one; <paramref name="what"/> is asked for only when it was in vain.</summary>
    public static void Until(Func<bool> condition, Func<string> what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Limit)
            {
                Assert.Fail($"waited in vain until {what()}");
            }

            Thread.Sleep(2);
        }
    }
}
