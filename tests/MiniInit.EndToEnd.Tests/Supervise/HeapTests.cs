using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>What of our memory a child is cloned with, proc_pid_smaps(5).</summary>
public sealed class HeapTests
{
    // "dc": not copied at a fork.
    private const string NotForChildren = "dc";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Children_are_cloned_without_what_the_collector_has(bool pid1)
    {
        using Supervised init = Supervised.As(pid1, """
            [job.web]
            exec = ["sleep", "1000"]
            """);
        _ = init.WaitForMain("web");
        List<Mapping> mappings = Read(init.Pid);
        long kept = mappings.Where(one => one.Flags.Contains(NotForChildren)).Sum(one => one.Resident);
        Assert.True(kept >= 64 * 1024, $"{kept} bytes are kept from children:\n{string.Join('\n', mappings)}");

        // What a child does need: its stack, libc's memory with the strings for its exec, our data.
        Assert.All(
            mappings.Where(one => one.Name is "[stack]" or "[heap]" || one.Name.StartsWith('/')),
            one => Assert.DoesNotContain(NotForChildren, one.Flags));
        Assert.Equal(0, init.Stop());
    }

    private static List<Mapping> Read(int pid)
    {
        var mappings = new List<Mapping>();
        (string name, long resident) = ("", 0);
        foreach (string line in File.ReadLines($"/proc/{pid}/smaps"))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words[0])
            {
                case "Rss:":
                    resident = long.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) * 1024;
                    break;
                case "VmFlags:":
                    mappings.Add(new Mapping(name, resident, words[1..]));
                    break;
                case string first when first.Contains('-', StringComparison.Ordinal):
                    name = words.Length > 5 ? words[5] : "";
                    break;
                default:
                    break;
            }
        }

        return mappings;
    }

    private sealed record Mapping(string Name, long Resident, string[] Flags)
    {
        public override string ToString() => $"{Name} {Resident} {string.Join(' ', Flags)}";
    }
}
