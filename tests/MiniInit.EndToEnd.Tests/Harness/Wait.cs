using System;
using System.Diagnostics;
using System.Threading;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>Waiting for a condition that only the kernel can tell, by looking again and again.</summary>
internal static class Wait
{
    /// <summary>Generous: the machine may be busy with other things. Only a failing test takes so long.</summary>
    public static TimeSpan Limit => TimeSpan.FromSeconds(60);

    private static readonly TimeSpan s_longestStep = TimeSpan.FromSeconds(1);

    public static void Until(Func<bool> condition, string what) => Until(condition, () => what);

    /// <summary>As the other one; <paramref name="what"/> is asked for only when it was in vain.</summary>
    public static void Until(Func<bool> condition, Func<string> what)
    {
        if (!Try(condition))
        {
            Assert.Fail($"waited in vain until {what()}");
        }
    }

    /// <summary>Whether it comes about within the limit.</summary>
    public static bool Try(Func<bool> condition)
    {
        TimeSpan waited = TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            // A virtual machine may be stopped for minutes, in which nothing could come about.
            waited += clock.Elapsed < s_longestStep ? clock.Elapsed : s_longestStep;
            clock.Restart();
            if (waited > Limit)
            {
                return false;
            }

            Thread.Sleep(2);
        }

        return true;
    }
}
