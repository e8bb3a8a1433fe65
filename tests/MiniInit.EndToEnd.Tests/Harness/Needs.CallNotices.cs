using System;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <content>Of the kernel, tried by a program of ours.</content>
internal static partial class Needs
{
    private static readonly Lazy<string> s_withoutNotices = new(() => Running.Run(Binaries.TestChild, ["faults", ""]).Errors);

    /// <summary>Filters of system calls that ask another process: Linux 5.6, and not below another filter of that kind.</summary>
    public static void CallNotices()
    {
        if (s_withoutNotices.Value.Length > 0)
        {
            Lack($"needs to answer the system calls of others: {s_withoutNotices.Value.Trim()}");
        }
    }
}
