using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>Looks into /proc, and sends signals by pid to processes that the tests themselves started.</summary>
internal static partial class Proc
{
    public static IReadOnlyList<int> Children(int pid) =>
        All().Where(p => Stat(p) is { } stat && stat.Parent == pid).ToList();

    public static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), out int pid) ? pid : 0).Where(pid => pid > 0);

    public static (char State, int Parent, int Group, int Session)? Stat(int pid) =>
        Fields(pid) is string[] fields ? (fields[0][0], int.Parse(fields[1]), int.Parse(fields[2]), int.Parse(fields[3])) : null;

    /// <summary>Whether its group is the foreground of its terminal.</summary>
    public static bool IsInForeground(int pid) => Fields(pid) is string[] fields && fields[2] == fields[5];

    /// <summary>Whether it comes from another one, by its parents.</summary>
    public static bool IsBelow(int pid, int other) => Stat(pid) is { Parent: int parent } && (parent == other || IsBelow(parent, other));

    /// <summary>What /proc/PID/stat has behind the name; null when it is gone.</summary>
    private static string[]? Fields(int pid)
    {
        try
        {
            string line = File.ReadAllText($"/proc/{pid}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Its arguments with spaces between, or nothing when it is gone.</summary>
    public static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>How many threads of it run; 0 when it is gone or a zombie as a whole.</summary>
    public static int Threads(int pid)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").Count(task => File.ReadAllText($"{task}/stat") is string line
                && line[line.LastIndexOf(')') + 2] is not ('Z' or 'X'));
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Its pid in the innermost namespace that it is in; 0 when it is gone.</summary>
    public static int InnerPid(int pid)
    {
        try
        {
            return int.Parse(StatusLine($"/proc/{pid}/status", "NSpid").Split('\t')[^1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Its limit of real time, soft and hard, by which init marks it; nothing when it is gone.</summary>
    public static string Mark(int pid)
    {
        try
        {
            string line = File.ReadLines($"/proc/{pid}/limits").First(l => l.StartsWith("Max realtime timeout", StringComparison.Ordinal));
            return string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3..5]);
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>Whether two processes are in the same PID namespace.</summary>
    public static bool SharesNamespace(int one, int other) =>
        File.ResolveLinkTarget($"/proc/{one}/ns/pid", false)?.Name == File.ResolveLinkTarget($"/proc/{other}/ns/pid", false)?.Name;

    public static bool Lives(int pid) => Stat(pid) is { State: not ('Z' or 'X') };

    public static string StatusLine(string path, string name) =>
        File.ReadLines(path).First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    public static ulong SignalSet(string path, string name) => Convert.ToUInt64(StatusLine(path, name), 16);

    public static int DescriptorCount(int pid) => Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;

    public static void Signal(int pid, int signal) => _ = kill(pid, signal);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int kill(int pid, int signal);
}
