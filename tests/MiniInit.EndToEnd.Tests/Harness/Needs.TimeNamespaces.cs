using System;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <content>Of the kernel, tried by the program that is used.</content>
internal static partial class Needs
{
    private static readonly Lazy<string> s_withoutTimes = new(
        () => Running.Run("unshare", ["--time", "--monotonic", "1000", "--boottime", "1000", "--fork", "true"]).Errors);

    /// <summary>Clocks that differ from the machine's: Linux 5.6, and root.</summary>
    public static void TimeNamespaces()
    {
        if (s_withoutTimes.Value.Length > 0)
        {
            Lack($"needs namespaces of time: {s_withoutTimes.Value.Trim()}");
        }
    }
}
