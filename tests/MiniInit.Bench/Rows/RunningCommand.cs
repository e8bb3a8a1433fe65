using System.IO;

namespace MiniInit.Bench;

/// <summary>Waits until an init has started its command.</summary>
internal static class RunningCommand
{
    // The kernel keeps 15 bytes of a program's name.
    private const int LongestName = 15;

    /// <summary>The pid of the command, once it executes the program of that path.</summary>
    internal static ProcessView Await(Child started, Init init, string path)
    {
        string name = NameOf(path);
        long deadline = Clock.Now() + Limits.Answer;
        while (Clock.Now() < deadline)
        {
            var process = new ProcessView(started.Pid);
            if (init == Init.None)
            {
                return process;
            }

            foreach (int child in process.Children())
            {
                var command = new ProcessView(child);
                if (command.Name == name)
                {
                    return command;
                }
            }

            if (started.WaitForExit(0) is ExitStatus status)
            {
                throw new BenchException($"cannot run {name} under {init.Name}: it ended at once, {status}");
            }

            Clock.Sleep(Limits.Poll);
        }

        throw new BenchException($"cannot run {name} under {init.Name}: it did not start in time");
    }

    /// <summary>Waits until any descendant of a process executes the program of that path.</summary>
    internal static void AwaitBelow(int pid, string path)
    {
        string name = NameOf(path);
        long deadline = Clock.Now() + Limits.Answer;
        while (!IsBelow(pid, name))
        {
            if (Clock.Now() > deadline)
            {
                throw new BenchException($"cannot run {name}: it did not start in time");
            }

            Clock.Sleep(Limits.Poll);
        }
    }

    private static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.Length > LongestName ? name[..LongestName] : name;
    }

    private static bool IsBelow(int pid, string name) =>
        new ProcessView(pid).Children().Exists(child => new ProcessView(child).Name == name || IsBelow(child, name));
}
