using System;
using System.IO;
using System.Runtime.InteropServices;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Loading.Watching;

namespace MiniInit.Loading.Tests.Watching;

/// <summary>A folder with a configuration somewhere in it, and its watch. Time goes on only as a test says.</summary>
internal sealed partial class WatchedTree : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ConfigurationWatch? _watch;
    private TimeSpan _now = TimeSpan.FromHours(1);

    public string Path => _folder.Path;

    public ConfigurationWatch Watch => _watch!;

    /// <summary>Begins to watch; paths are below the folder.</summary>
    public void Begin(params string[] paths) =>
        _watch = new ConfigurationWatch(new SearchPath(Array.ConvertAll(paths, At), IsExplicit: true), _now);

    /// <summary>
    /// Whether a change is told now, after quite some time. Events are in the queue when the call that made them is
    /// back.
    /// </summary>
    public bool Changed()
    {
        Turn();
        _now += TimeSpan.FromSeconds(1);
        bool changed = Watch.TakeChange(_now);
        Turn();
        return changed;
    }

    /// <summary>All that is waiting is read, without any time going by.</summary>
    public void Turn()
    {
        for (int i = 0; i < 200; i++) // more turns than the longest queue takes
        {
            Watch.Read(_now);
        }
    }

    public string At(string name) => name.Length == 0 ? Path : $"{Path}/{name}";

    public void Write(string name, string text = "x")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    public void Delete(string name) => File.Delete(At(name));

    /// <summary>Renames, also over another link: File.Move would follow those that lead to folders.</summary>
    public void Move(string from, string to) => Assert.Equal(0, rename(At(from), At(to)));

    public void MakeFolder(string name) => Directory.CreateDirectory(At(name));

    public void DeleteFolder(string name) => Directory.Delete(At(name), recursive: true);

    public void Link(string name, string target) => _folder.Link(name, target);

    /// <summary>Gives a volume new content as the kubelet does: all of it at once.</summary>
    public void Publish(string volume, string version, params string[] files)
    {
        foreach (string file in files)
        {
            Write($"{volume}/..{version}/{file}", version);
        }

        string? old = new FileInfo(At($"{volume}/..data")).LinkTarget;
        Link($"{volume}/..data_tmp", $"..{version}");
        Move($"{volume}/..data_tmp", $"{volume}/..data");
        foreach (string file in files)
        {
            string visible = file.Split('/')[0];
            if (new FileInfo(At($"{volume}/{visible}")).LinkTarget is null)
            {
                Link($"{volume}/{visible}", $"..data/{visible}");
            }
        }

        if (old is not null)
        {
            DeleteFolder($"{volume}/{old}");
        }
    }

    public void Dispose()
    {
        _watch?.Dispose();
        _folder.Dispose();
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int rename(string from, string to);
}
