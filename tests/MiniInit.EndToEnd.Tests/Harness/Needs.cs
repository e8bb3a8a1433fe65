using System;
using System.IO;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>What a test needs of the machine. In CI a lack is a failure, elsewhere a skip that says why.</summary>
internal static class Needs
{
    public static void Root()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Lack("needs root, to make PID namespaces and other users' processes");
        }
    }

    public static void Program(string name)
    {
        foreach (string directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            if (File.Exists(Path.Combine(directory, name)))
            {
                return;
            }
        }

        Lack($"needs the program {name}");
    }

    private static void Lack(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"in CI this must not be skipped: {reason}");
        }

        Assert.Skip(reason);
    }
}
