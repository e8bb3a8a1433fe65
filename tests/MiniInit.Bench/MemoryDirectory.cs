using System;
using System.Linq;
using System.Text;

namespace MiniInit.Bench;

/// <summary>
/// A place for files that is no disk, where there is one: supervisors that keep their state in files would be measured
/// with the disk else, and so with all that others do to it.
/// </summary>
internal static unsafe class MemoryDirectory
{
    private const string SharedMemory = "/dev/shm";
    private const int PathField = 1;
    private const int TypeField = 2;
    private const int OptionsField = 3;

    /// <summary>Makes a new directory of that prefix; null: there is no file system in memory that runs programs.</summary>
    internal static string? Create(string prefix)
    {
        if (!IsUsable())
        {
            return null;
        }

        byte[] template = Encoding.UTF8.GetBytes($"{SharedMemory}/{prefix}XXXXXX\0");
        fixed (byte* path = template)
        {
            return LibC.mkdtemp(path) is null ? null : Encoding.UTF8.GetString(template.AsSpan()[..^1]);
        }
    }

    // Docker mounts it noexec: the run files of services could not be started there.
    private static bool IsUsable()
    {
        return ProcFile.Read("/proc/mounts").Split('\n')
            .Select(line => line.Split(' '))
            .LastOrDefault(fields => fields.Length > OptionsField && fields[PathField] == SharedMemory)
                is string[] mount
            && mount[TypeField] == "tmpfs"
            && !mount[OptionsField].Split(',').Contains("noexec");
    }
}
