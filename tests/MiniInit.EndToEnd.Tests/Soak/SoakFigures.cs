using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Soak;

/// <summary>What init has of the machine while all is calm.</summary>
/// <param name="Anonymous">Memory of its own, in KiB.</param>
/// <param name="Share">Its share of all memory (PSS), in KiB.</param>
/// <param name="Descriptors">How many of which kind.</param>
internal sealed record SoakFigures(long Anonymous, long Share, string Descriptors)
{
    /// <summary>Takes those of a process.</summary>
    public static SoakFigures Of(int pid)
    {
        string[] lines = File.ReadAllLines($"/proc/{pid}/smaps_rollup");
        long Number(string name) => long.Parse(
            lines.First(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        return new SoakFigures(Number("Anonymous"), Number("Pss"), DescriptorsOf(pid));
    }

    /// <summary>Such as <c>pipe 900, socket 3</c>.</summary>
    public static string DescriptorsOf(int pid) => string.Join(", ", Directory.GetFileSystemEntries($"/proc/{pid}/fd")
        .Select(Kind).GroupBy(kind => kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Count()}"));

    public override string ToString() => $"{Anonymous} KiB of its own, PSS {Share} KiB; {Descriptors}";

    /// <summary>By what the link of a descriptor says: <c>pipe:[12]</c>, <c>anon_inode:[eventpoll]</c>, a path.</summary>
    private static string Kind(string descriptor)
    {
        try
        {
            string target = new FileInfo(descriptor).LinkTarget ?? "gone";
            return target.StartsWith('/') ? "file" : target.StartsWith("anon_inode:", StringComparison.Ordinal) ? target : target.Split(':')[0];
        }
        catch (IOException)
        {
            return "gone";
        }
    }
}
