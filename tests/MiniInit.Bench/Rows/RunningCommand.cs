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
        string name = Path.GetFileName(path);
        name = name.Length > LongestName ? name[..LongestName] : name;
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

            if (process.State is 'Z' or 'X')
            {
                throw new BenchException($"cannot run {name} under {init.Name}: it ended at once");
            }

            Clock.Sleep(Limits.Poll);
        }

        throw new BenchException($"cannot run {name} under {init.Name}: it did not start in time");
    }
}
