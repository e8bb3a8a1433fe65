using System.IO;

namespace MiniInit.Bench;

/// <summary>The directory in which one supervisor is set up, new each time as in a container that starts.</summary>
internal sealed class Workplace
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const string Together = "work";

    private static int s_count;

    internal Workplace(string directory, NativePrograms programs, int jobs)
    {
        Programs = programs;
        Jobs = jobs;
        Root = directory;
        Path = Directory.CreateDirectory($"{directory}/{Together}/{++s_count}").FullName;
    }

    internal NativePrograms Programs { get; }

    /// <summary>How many jobs; they are numbered from 1.</summary>
    internal int Jobs { get; }

    internal string Path { get; }

    /// <summary>The directory of the whole bench, which has the programs too.</summary>
    internal string Root { get; }

    /// <summary>Where jobs report.</summary>
    internal string Fifo => $"{Path}/report";

    /// <summary>Where ours listens.</summary>
    internal string Socket => $"{Path}/control";

    /// <summary>Tells ours and miniinitctl of it: two of ours, or one that is in use, must not meet.</summary>
    internal string SocketVariable => $"MINIINIT_SOCKET={Socket}";

    /// <summary>
    /// How long job 1 writes lines when it starts, in milliseconds; 0: it sleeps as all do. −1: each job leaves a process
    /// behind as daemons are made.
    /// </summary>
    internal int Writing { get; init; }

    /// <summary>Ends all that was started, which may write there to the last, and removes all workplaces.</summary>
    internal static void Clear(string directory)
    {
        Descendants.EndAll();
        ControlGroup.Remove(directory);
        string all = $"{directory}/{Together}";
        if (Directory.Exists(all))
        {
            Directory.Delete(all, recursive: true);
        }
    }

    /// <summary>The one argument of the job of that number.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="ready">The descriptor on which its supervisor awaits a newline; -1: none.</param>
    internal string Argument(int number, int ready = -1) => $"{number} {ready} {Writing} {Fifo}";

    internal string Write(string name, string text)
    {
        string path = $"{Path}/{name}";
        _ = Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    internal void WriteProgram(string name, string text) => File.SetUnixFileMode(Write(name, text), Executable);
}
