using System;
using System.IO;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.TestChild;

/// <summary>
/// Starts a command by the spawner of MiniInit.Linux and prints what came of it: "started" or "failure STAGE ERRNO
/// [NUMBER]", then "exit N" or "signal N". The options are those of SpawnOptions, and --same-after: prints whether this
/// process is as it was before.
/// </summary>
internal static class Spawn
{
    public static int Run(string[] arguments)
    {
        int dashes = Array.IndexOf(arguments, "--");
        var options = new SpawnOptions(arguments[..dashes]);
        SpawnRequest request = options.Request(arguments[(dashes + 1)..]);
        if (!options.Has("--same-after"))
        {
            StartAndTell(request);
            return 0;
        }

        // Once for nothing: the runtime opens a descriptor of its own at the first look.
        _ = Show.Text();
        string before = Show.Text();
        StartAndTell(request);
        string after = Show.Text();
        Text.Line(before == after ? "the same after" : $"before:\n{before}after:\n{after}");
        return 0;
    }

    public static int Respawn(int count, string[] options)
    {
        SpawnRequest request = new SpawnOptions(["--pidfd", .. options]).Request(["/bin/true"]);

        // Once for nothing: the runtime opens a descriptor of its own at the first look.
        _ = Measure();
        for (int i = 0; i < count; i++)
        {
            StartAndReap(i, request);
            if (i == count / 10)
            {
                Text.Line($"early {Measure()}");
            }
        }

        Text.Line($"late {Measure()}");
        return 0;
    }

    private static void StartAndTell(SpawnRequest request)
    {
        using SpawnedChild? child = Spawner.TryStart(request, out SpawnFailure failure);
        if (child is null)
        {
            Text.Line(Told(failure));
            return;
        }

        using var epoll = new Epoll();
        epoll.Add(child.ExecPipe!, Readiness.None, 0);
        Span<ReadyEvent> ready = stackalloc ReadyEvent[1];
        while (epoll.Wait(ready, -1) == 0)
        {
        }

        // The end of the pipe: it became the program, or it is gone.
        Text.Line(child.Failure is { } early ? Told(early) : "started");
        if (request.WithPidFd)
        {
            Text.Line(child.PidFd is null ? "no pidfd" : "pidfd");
        }

        WaitStatus status = WaitFor(child.Pid);
        Text.Line(status.Signaled ? $"signal {status.TerminatingSignal}" : $"exit {status.ExitCode}");
    }

    private static void StartAndReap(int number, SpawnRequest request)
    {
        using SpawnedChild child = Spawner.TryStart(request, out SpawnFailure failure)
            ?? throw new ArgumentException($"start {number}: {failure}");
        WaitStatus status = WaitFor(child.Pid);
        if (child.Failure is not null || status.ShellCode != 0)
        {
            throw new ArgumentException($"start {number}: {child.Failure} {status}");
        }
    }

    private static string Told(SpawnFailure failure) => failure.Number == SpawnFailure.None
        ? $"failure {failure.Stage} {failure.Errno}"
        : $"failure {failure.Stage} {failure.Errno} {failure.Number}";

    private static string Measure()
    {
        int descriptors = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        int mappings = File.ReadAllLines("/proc/self/maps").Length;
        return $"descriptors={descriptors} mappings={mappings}";
    }

    private static WaitStatus WaitFor(int pid)
    {
        while (true)
        {
            switch (Reaper.TryReap(out ChildChange change))
            {
                case ReapResult.Changed when change.Pid == pid && change.Status.Ended:
                    return change.Status;
                case ReapResult.NoChildren:
                    throw new ArgumentException("the child is nobody's");
                case ReapResult.None:
                    Pause.Milliseconds(1);
                    break;
                case ReapResult.Changed:
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }
}
