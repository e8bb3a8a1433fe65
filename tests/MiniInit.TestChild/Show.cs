using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;
using Kernel = MiniInit.Linux.LibC.Libc;

namespace MiniInit.TestChild;

/// <summary>
/// Everything that a start can set, as the kernel tells it to the process itself: a line each, "name value".
/// </summary>
internal static unsafe class Show
{
    private const int Descriptors = 256;

    public static int Run()
    {
        TestChild.Text.Line(Text().TrimEnd('\n'));
        return 0;
    }

    public static string Text()
    {
        var text = new StringBuilder();

        // First of all: what follows opens files.
        _ = text.AppendLine(CultureInfo.InvariantCulture, $"descriptors {OpenDescriptors()}");
        foreach (SpawnResource resource in Enum.GetValues<SpawnResource>())
        {
            Kernel.rlimit limit;
            _ = Kernel.getrlimit((int)resource, &limit);
            string name = resource.ToString().ToLowerInvariant();
            _ = text.AppendLine($"limit {name} {Written(limit.rlim_cur)} {Written(limit.rlim_max)}");
        }

        // Fields of /proc/PID/stat by their numbers in proc_pid_stat(5), less the two of pid and name.
        string stat = File.ReadAllText("/proc/self/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        _ = text.AppendLine($"nice {fields[19 - 3]}").AppendLine($"policy {fields[41 - 3]} {fields[40 - 3]}");
        nint getIoPriority = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? 31 : 252;
        nint io = Kernel.syscall(getIoPriority, Kernel.IOPRIO_WHO_PROCESS, 0, 0, 0, 0);
        _ = text.AppendLine($"io {io >> Kernel.IOPRIO_CLASS_SHIFT} {io & 7}");
        _ = text.AppendLine($"oom-score {File.ReadAllText("/proc/self/oom_score_adj").Trim()}");
        _ = text.AppendLine($"directory {Environment.CurrentDirectory}");
        string[] wanted = ["Umask", "Uid", "Gid", "Groups", "Cap", "NoNewPrivs", "Cpus_allowed_list"];
        foreach (string line in File.ReadLines("/proc/self/status").Where(l => wanted.Any(l.StartsWith)))
        {
            _ = text.AppendLine(line.Replace(":", "", StringComparison.Ordinal).Replace('\t', ' ').TrimEnd());
        }

        return text.ToString();
    }

    private static string OpenDescriptors() =>
        string.Join(' ', Enumerable.Range(0, Descriptors).Where(fd => Libc.fcntl(fd, Kernel.F_GETFD, 0) >= 0));

    private static string Written(ulong limit) => limit == SpawnLimit.Unlimited ? "unlimited" : $"{limit}";
}
