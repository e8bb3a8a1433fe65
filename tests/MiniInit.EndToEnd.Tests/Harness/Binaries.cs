using System.IO;
using System.Linq;
using System.Reflection;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>The published native binaries under test.</summary>
internal static class Binaries
{
    public static string MiniInit => Published("MiniInit", "miniinit");

    public static string MiniInitCtl => Published("MiniInitCtl", "miniinitctl");

    public static string TestChild => Published("MiniInit.TestChild", "test-child");

    /// <summary>The programs in C of the test child: their names, each with where it is.</summary>
    public static (string Name, string File)[] Natives { get; } =
        [.. new[] { "daemonise", "storm", "chain", "forge", "idle", "soak" }.Select(name => (name, Published("MiniInit.TestChild", name)))];

    public static string Repository => Metadata("MiniInitRepository");

    private static string Published(string project, string name) =>
        Path.Combine(Metadata("MiniInitPublished"), project, "release", name);

    private static string Metadata(string key) => typeof(Binaries).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
