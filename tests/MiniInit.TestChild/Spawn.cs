using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.TestChild;

/// <summary>
/// Starts a command by the spawner of MiniInit.Linux and prints what came of it: "started", then "failure STAGE ERRNO",
/// or "exit N" or "signal N".
/// </summary>
internal static class Spawn
{
    public static int Run(string[] arguments)
    {
        int dashes = Array.IndexOf(arguments, "--");
        string[] command = arguments[(dashes + 1)..];
        SpawnRequest request = Request(arguments[..dashes], command);
        using SpawnedChild? child = Spawner.TryStart(request, out SpawnFailure failure);
        if (child is null)
        {
            Text.Line($"failure {failure.Stage} {failure.Errno}");
            return 0;
        }

        using var epoll = new Epoll();
        epoll.Add(child.ExecPipe!, Readiness.None, 0);
        Span<ReadyEvent> ready = stackalloc ReadyEvent[1];
        while (epoll.Wait(ready, -1) == 0)
        {
        }

        // The end of the pipe: it became the program, or it is gone.
        Text.Line(child.Failure is { } early ? $"failure {early.Stage} {early.Errno}" : "started");
        if (request.WithPidFd)
        {
            Text.Line(child.PidFd is null ? "no pidfd" : "pidfd");
        }

        WaitStatus status = WaitFor(child.Pid);
        Text.Line(status.Signaled ? $"signal {status.TerminatingSignal}" : $"exit {status.ExitCode}");
        return 0;
    }

    public static int Respawn(int count)
    {
        // Once for nothing: the runtime opens a descriptor of its own at the first look.
        _ = Measure();
        for (int i = 0; i < count; i++)
        {
            StartAndReap(i);
            if (i == count / 10)
            {
                Text.Line($"early {Measure()}");
            }
        }

        Text.Line($"late {Measure()}");
        return 0;
    }

    private static void StartAndReap(int number)
    {
        using SpawnedChild child = Spawner.TryStart(Request(["--pidfd"], ["/bin/true"]), out SpawnFailure failure)
            ?? throw new ArgumentException($"start {number}: {failure}");
        WaitStatus status = WaitFor(child.Pid);
        if (child.Failure is not null || status.ShellCode != 0)
        {
            throw new ArgumentException($"start {number}: {child.Failure} {status}");
        }
    }

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

    private static SpawnRequest Request(string[] options, string[] command)
    {
        var values = new Dictionary<string, string>();
        foreach (string option in options)
        {
            int equals = option.IndexOf('=', StringComparison.Ordinal);
            values[equals < 0 ? option : option[..equals]] = equals < 0 ? "" : option[(equals + 1)..];
        }

        string? Value(string name) => values.GetValueOrDefault(name);
        int Number(string name, int otherwise) =>
            Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        return new SpawnRequest
        {
            Program = Encoding.UTF8.GetBytes(Value("--program") ?? command[0]),
            Arguments = StringVector.Of(command),
            Environment = StringVector.Of((Value("--env") ?? "A=1").Split(',')),
            SearchPath = Encoding.UTF8.GetBytes(Value("--path") ?? "/usr/local/bin:/usr/bin:/bin"),
            ShellFallback = values.ContainsKey("--shell-fallback"),
            Grouping = values.ContainsKey("--session") ? ProcessGrouping.NewSession
                : values.ContainsKey("--group") ? ProcessGrouping.NewGroup
                : ProcessGrouping.Inherit,
            Terminal = Number("--terminal", -1),
            TerminalRequired = values.ContainsKey("--terminal-required"),
            PidVariable = Encoding.UTF8.GetBytes(Value("--pid-variable") ?? ""),
            Descriptors = Value("--descriptors") is { } pairs ? Array.ConvertAll(pairs.Split(','), Descriptor) : [],
            Root = Value("--root"),
            WorkingDirectory = Value("--directory"),
            Umask = Value("--umask") is { } mask ? Convert.ToUInt32(mask, 8) : null,
            Identity = Value("--identity") is { } ids ? Identity(ids.Split(',')) : null,
            ParentDeathSignal = Number("--parent-death", 0),
            BlockedSignals = Value("--blocked") is { } blocked ? Signals(blocked) : SignalSet.Empty,
            IgnoredSignals = Value("--ignored") is { } ignored ? Signals(ignored) : SignalSet.Empty,
            WithPidFd = values.ContainsKey("--pidfd"),
            WithExecPipe = true,
        };
    }

    private static SpawnIdentity Identity(string[] ids)
    {
        uint[] numbers = Array.ConvertAll(ids, id => uint.Parse(id, CultureInfo.InvariantCulture));
        return new SpawnIdentity(numbers[0], numbers[1], numbers[2..]);
    }

    private static SignalSet Signals(string list)
    {
        SignalSet set = SignalSet.Empty;
        foreach (string number in list.Split(','))
        {
            set = set.With(int.Parse(number, CultureInfo.InvariantCulture));
        }

        return set;
    }

    private static SpawnDescriptor Descriptor(string pair)
    {
        // A source is above every target; the numbers below are free for the spawner's own pipe, as in a real init.
        const int DuplicateCloseOnExec = 1030, AboveTargets = 100;
        string[] parts = pair.Split(':');
        using var handle = File.OpenHandle(parts[1], FileMode.Create, FileAccess.ReadWrite);
        int source = Libc.fcntl((int)handle.DangerousGetHandle(), DuplicateCloseOnExec, AboveTargets);
        return new SpawnDescriptor(int.Parse(parts[0], CultureInfo.InvariantCulture), source);
    }
}
