using System;
using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What the numbers were measured on.</summary>
internal sealed record Machine(string Processor, int Cores, string Kernel, string Memory, string System)
{
    internal static Machine Read()
    {
        string processors = ProcFile.Read("/proc/cpuinfo");
        string model = ProcFile.Field(processors, "model name");
        string memory = ProcFile.Field(ProcFile.Read("/proc/meminfo"), "MemTotal");
        return new Machine(
            model.Length > 0 ? model : "unknown",
            Environment.ProcessorCount,
            ProcFile.Read("/proc/sys/kernel/osrelease").Trim(),
            memory,
            SystemName());
    }

    internal IEnumerable<(string Name, string Value)> Lines()
    {
        yield return ("Processor", Processor);
        yield return ("Cores", Cores.ToString());
        yield return ("Memory", Memory);
        yield return ("Kernel", Kernel);
        yield return ("System", System);
    }

    private static string SystemName()
    {
        foreach (string line in ProcFile.Read("/etc/os-release").Split('\n'))
        {
            if (line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))
            {
                return line["PRETTY_NAME=".Length..].Trim('"');
            }
        }

        return "unknown";
    }
}
