using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace MiniInit.Container.Tests.Engine;

/// <summary>Where the files of this repository and its published binaries are.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("MiniInitRepository");

    /// <summary>The published <c>miniinit</c>, as the Dockerfiles take it.</summary>
    public static string MiniInit => Path.Combine(Metadata("MiniInitPublished"), "MiniInit/release/miniinit");

    /// <summary>The published <c>miniinitctl</c>.</summary>
    public static string MiniInitCtl => Path.Combine(Metadata("MiniInitPublished"), "MiniInitCtl/release/miniinitctl");

    /// <summary>The test child's program that becomes a daemon.</summary>
    public static string Daemonise => Path.Combine(Metadata("MiniInitPublished"), "MiniInit.TestChild/release/daemonise");

    public static string File(string path) => Path.Combine(Root, path);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"the build did not set {key}");
}
