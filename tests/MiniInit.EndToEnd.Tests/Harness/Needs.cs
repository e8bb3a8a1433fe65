using System;
using System.IO;
using System.Linq;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>What a test needs of the machine. In CI a lack is a failure, elsewhere a skip that says why.</summary>
internal static partial class Needs
{
    public static void Root()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Lack("needs root, to make PID namespaces and what belongs to other users");
        }
    }

    public static void Program(string name)
    {
        if (Find(name) is null)
        {
            Lack($"needs the program {name}");
        }
    }

    /// <summary>Where in PATH the program is, or null.</summary>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static void Lack(string reason)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"in CI this must not be skipped: {reason}");
        }

        Assert.Skip(reason);
    }
}
