using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MiniInit.Bench;

/// <summary>Control groups of version 2 for supervisors that make such of their own, all below one for a bench.</summary>
internal static class ControlGroup
{
    private const uint Mode = 0x1ED; // Octal 755.
    private const int PathField = 1;
    private const int TypeField = 2;

    /// <summary>Makes one for a workplace, which may become the root of a namespace.</summary>
    internal static string Make(Workplace place)
    {
        string all = All(place.Root) ?? throw new BenchException("cannot run here: no cgroup2 is mounted");
        string own = $"{all}/{Path.GetFileName(place.Path)}";
        if ((LibC.mkdir(all, Mode) < 0 && Marshal.GetLastPInvokeError() != LibC.EEXIST) || LibC.mkdir(own, Mode) < 0)
        {
            throw BenchException.FromErrno($"run here without a control group of its own, \"{own}\"");
        }

        return own;
    }

    /// <summary>Removes all of that bench; no process may be left in them.</summary>
    internal static void Remove(string directory)
    {
        if (All(directory) is string all && Directory.Exists(all))
        {
            try
            {
                RemoveTree(all);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new BenchException($"cannot remove the control groups of the bench: {exception.Message}");
            }
        }
    }

    private static void RemoveTree(string path)
    {
        foreach (string below in Directory.GetDirectories(path))
        {
            RemoveTree(below);
        }

        // Its files are the kernel's, and go with it.
        Directory.Delete(path);
    }

    // Of the same name as the directory, so that it is nobody else's and can be found when the worker was killed.
    private static string? All(string directory)
    {
        return ProcFile.Read("/proc/mounts").Split('\n')
            .Select(line => line.Split(' '))
            .FirstOrDefault(fields => fields.Length > TypeField && fields[TypeField] == "cgroup2") is string[] mount
            ? $"{mount[PathField]}/{Path.GetFileName(directory)}"
            : null;
    }
}
