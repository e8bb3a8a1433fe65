using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>A control group (version 2) for inits of one test, which goes with all that is in it however the test ends.</summary>
internal sealed class CgroupPlace : IDisposable
{
    /// <summary>Below a name of our own: no one else's inits are in it.</summary>
    private readonly string _name = $"/miniinit-test-{Guid.NewGuid():n}";

    private CgroupPlace(string mount) => (Mount, Path) = (mount, mount + _name);

    /// <summary>Where the file system is mounted.</summary>
    public string Mount { get; }

    /// <summary>The group.</summary>
    public string Path { get; }

    /// <summary>The folder of an init and its leaves, by their paths from the group on, in order.</summary>
    public string[] Folders =>
        [.. Directory.GetDirectories(Path, "*", SearchOption.AllDirectories).Select(folder => folder[(Path.Length + 1)..]).Order(StringComparer.Ordinal)];

    /// <summary>Makes one that an ordinary user may use, too; skips the test where there are none.</summary>
    public static CgroupPlace Make()
    {
        Needs.Root();
        string? mount = File.ReadLines("/proc/self/mountinfo").Where(line => line.Contains(" - cgroup2 ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[4]).FirstOrDefault();
        if (mount is null || File.ReadLines("/proc/self/mountinfo").Any(line => line.Contains($" {mount} ro,", StringComparison.Ordinal)))
        {
            Assert.Skip("needs control groups of version 2, to be written to");
        }

        CgroupPlace place = new(mount);
        _ = Directory.CreateDirectory(place.Path);
        Assert.Equal((0, "", ""), Running.Run("chown", ["65534:65534", place.Path, $"{place.Path}/cgroup.procs"]));
        return place;
    }

    /// <summary>Starts an init that is in the group, with leaves for its jobs unless its table says something else.</summary>
    public Supervised Start(Place place, string jobs, string init = "cgroups = true", string before = ":")
    {
        string[] enter = Once.After($"echo 0 > {Path}/cgroup.procs; {before}");
        string[] wrapper = place switch
        {
            Place.Pid1 => [.. Running.Namespace, .. enter],
            Place.Subreaper => enter,
            Place.Nobody => [.. enter, .. Wrapper.Nobody],
            Place.DockerRoot => [.. Running.Namespace, .. enter, .. Wrapper.DockerRoot],
            _ => throw new ArgumentOutOfRangeException(nameof(place)),
        };
        return Supervised.Under(wrapper, $"[init]\n{init}\n{jobs}");
    }

    /// <summary>The processes of a leaf, by their pids as the test sees them.</summary>
    public int[] ProcessesOf(string leaf) =>
        [.. File.ReadAllLines($"{Path}/{leaf}/cgroup.procs").Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)).Order()];

    public void Dispose()
    {
        File.WriteAllText($"{Path}/cgroup.kill", "1");
        Wait.Until(TryRemove, $"{Path} is gone");
    }

    private bool TryRemove()
    {
        try
        {
            foreach (string folder in Folders.Reverse())
            {
                Directory.Delete($"{Path}/{folder}");
            }

            Directory.Delete(Path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return !Directory.Exists(Path);
        }
        catch (IOException)
        {
            return false; // what was killed has not ended yet
        }
    }
}
