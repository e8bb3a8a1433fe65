using System;
using System.IO;

namespace MiniInit.EndToEnd.Tests.Harness;

/// <summary>A folder for the files of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("miniinit-test-").FullName;

    /// <summary>Writes an executable file.</summary>
    public string Executable(string name, string content)
    {
        string file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, content);
        File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        return file;
    }

    /// <summary>Makes a link called <paramref name="name"/> to <paramref name="target"/>.</summary>
    public string Link(string name, string target)
    {
        string link = System.IO.Path.Combine(Path, name);
        _ = File.CreateSymbolicLink(link, target);
        return link;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
