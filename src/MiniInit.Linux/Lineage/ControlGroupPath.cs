using System;
using System.Text;

namespace MiniInit.Linux.Lineage;

/// <summary>Where our own control group (version 2) is, as we see it.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Name">As <c>/proc/PID/cgroup</c> names it: from the root of our namespace on, without a slash at its end.</param>
internal sealed record ControlGroupPath(string Folder, string Name)
{
    /// <summary>Twice what a machine with a thousand containers has.</summary>
    private const int MostMounts = 1 << 20, MostGroups = 1 << 16;

    /// <summary>Finds it: also below <c>/sys/fs/cgroup/unified</c>, beside hierarchies of version 1.</summary>
    /// <returns>Null where there is none, or none that we see.</returns>
    internal static ControlGroupPath? TryFind() =>
        BoundedFile.TryRead("/proc/self/cgroup", MostGroups, out _) is byte[] groups
        && BoundedFile.TryRead("/proc/self/mountinfo", MostMounts, out _) is byte[] mounts ? Find(mounts, groups) : null;

    /// <summary>Finds it in what /proc says, proc_pid_mountinfo(5) and cgroups(7).</summary>
    internal static ControlGroupPath? Find(ReadOnlySpan<byte> mounts, ReadOnlySpan<byte> groups)
    {
        ReadOnlySpan<byte> group = OfVersion2(groups);
        string own = Encoding.UTF8.GetString(group).TrimEnd('/');
        while (!group.IsEmpty && !mounts.IsEmpty)
        {
            int end = mounts.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? mounts : mounts[..end];
            mounts = mounts[(end < 0 ? mounts.Length : end + 1)..];
            if (line.IndexOf(" - cgroup2 "u8) < 0)
            {
                continue;
            }

            // 38 31 0:41 /what/is/mounted /where …; a container may see a part only, and we may be outside of it.
            string[] words = Encoding.UTF8.GetString(line).Split(' ');
            string root = words.Length > 4 ? words[3].TrimEnd('/') : "//";
            if ((own + "/").StartsWith(root + "/", StringComparison.Ordinal) && !own.Contains("/..", StringComparison.Ordinal))
            {
                return new ControlGroupPath(words[4] + own[root.Length..], own);
            }
        }

        return null;
    }

    /// <summary>The group of version 2 among those of a process, beginning with a slash; empty if there is none.</summary>
    internal static ReadOnlySpan<byte> OfVersion2(ReadOnlySpan<byte> groups)
    {
        while (!groups.IsEmpty)
        {
            int end = groups.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? groups : groups[..end];
            if (line.StartsWith("0::"u8))
            {
                return line[3..];
            }

            groups = groups[line.Length..].TrimStart((byte)'\n');
        }

        return default;
    }

    /// <inheritdoc/>
    public override string ToString() => Folder;
}
