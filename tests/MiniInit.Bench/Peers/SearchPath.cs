using System;
using System.IO;

namespace MiniInit.Bench;

/// <summary>Looks programs up as a shell does.</summary>
internal static class SearchPath
{
    private const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of a program; null when it is not installed.</summary>
    internal static string? Find(string program)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";

        // A user's PATH often lacks the directories in which runit and its like are.
        foreach (string directory in $"{path}:/usr/sbin:/sbin".Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string candidate = Path.Combine(directory, program);
            if (File.Exists(candidate) && (File.GetUnixFileMode(candidate) & AnyExecute) != 0)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>As <see cref="Find"/>, for a program that every system has.</summary>
    internal static string Require(string program) =>
        Find(program) ?? throw new BenchException($"cannot measure without \"{program}\": it is not on the PATH");
}
