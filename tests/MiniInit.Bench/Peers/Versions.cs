using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What each init and each supervisor calls itself.</summary>
internal static class Versions
{
    // Program, its option for the version (empty: none), Debian's package.
    private static readonly (string Program, string Option, string Package)[] s_programs =
    [
        ("tini", "--version", "tini"),
        ("tini-static", "--version", "tini"),
        ("dumb-init", "--version", "dumb-init"),
        ("catatonit", "--version", "catatonit"),
        ("s6-svscan", "", "s6"),
        ("runsvdir", "", "runit"),
        ("svscan", "", "daemontools"),
        ("supervisord", "--version", "supervisor"),
        ("dinit", "--version", "dinit"),
        ("systemctl", "--version", "systemd"),
        ("finit", "-v", "finit"),
        ("monit", "--version", "monit"),
    ];

    internal static List<Entry> Collect(Init? own)
    {
        var entries = new List<Entry>();
        foreach ((string program, string option, string package) in s_programs)
        {
            if (SearchPath.Find(program) is string path)
            {
                entries.Add(new Entry(program, path, Ask(path, option), PackageVersion(package)));
            }
        }

        if (own is not null)
        {
            entries.Add(new Entry(own.Name, own.Path, Ask(own.Path, "--version"), ""));
        }

        return entries;
    }

    private static string Ask(string path, string option) =>
        option.Length == 0 ? "" : CommandOutput.FirstLine(path, option);

    private static string PackageVersion(string package)
    {
        return SearchPath.Find("dpkg-query") is string query
            ? CommandOutput.FirstLine(query, "--show", "--showformat=${Version}", package)
            : "";
    }

    /// <summary>One program; texts it does not give are empty.</summary>
    internal sealed record Entry(string Name, string Path, string Says, string Package);
}
