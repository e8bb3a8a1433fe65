using System;
using System.IO;

namespace MiniInit.Bench;

/// <summary>The source tree around the current directory or around our executable.</summary>
internal static class Repository
{
    private const string Solution = "MiniInit.sln";

    internal static string Find()
    {
        return Above(Environment.CurrentDirectory)
            ?? Above(AppContext.BaseDirectory)
            ?? throw new BenchException($"cannot find {Solution} above the current directory: give --miniinit PATH");
    }

    private static string? Above(string? directory)
    {
        while (directory is not null && !File.Exists(Path.Combine(directory, Solution)))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return directory;
    }
}
