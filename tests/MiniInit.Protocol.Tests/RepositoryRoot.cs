using System;
using System.IO;

namespace MiniInit.Protocol.Tests;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(System.IO.Path.Combine(directory, "MiniInit.sln"))
            ? directory
            : Find(Directory.GetParent(directory)?.FullName ?? throw new DirectoryNotFoundException("MiniInit.sln"));
}
