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

    public static string File(string path) => Path.Combine(Root, path);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value
        ?? throw new InvalidOperationException($"the build did not set {key}");
}
