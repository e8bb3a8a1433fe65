using System.IO;

namespace MiniInit.Bench;

/// <summary>
/// The outer process. It measures nothing: it starts the worker, and when that ends, crashes or is interrupted, it ends
/// everything that was started and removes the temporary directories.
/// </summary>
internal static class Guard
{
    internal const string WorkerName = "--worker";

    private const string Prefix = "miniinit-bench-";

    private const UnixFileMode OwnerAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Of a signalfd_siginfo, whose first field is the signal's number.
    private const int InformationSize = 128;

    internal static int Run(string[] arguments)
    {
        var interruptions = LibC.SignalSet.Of(LibC.SIGHUP, LibC.SIGINT, LibC.SIGQUIT, LibC.SIGTERM);
        SignalMask.BlockInAllThreads(interruptions);
        Descendants.Adopt();
        string directory = Directory.CreateTempSubdirectory(Prefix).FullName;
        string memory = MemoryDirectory.Create(Prefix) ?? directory;

        // A behaviour runs a copy of init as another user.
        File.SetUnixFileMode(directory, OwnerAll | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        try
        {
            return RunWorker(interruptions, [Self.Path, WorkerName, directory, memory, .. arguments]);
        }
        finally
        {
            Descendants.EndAll();
            Directory.Delete(directory, recursive: true);
            if (memory != directory)
            {
                Directory.Delete(memory, recursive: true);
            }

            ControlGroup.Remove(memory);
        }
    }

    private static unsafe int RunWorker(LibC.SignalSet interruptions, string[] command)
    {
        int signals = LibC.signalfd(-1, &interruptions, LibC.SFD_CLOEXEC);
        if (signals < 0)
        {
            throw BenchException.FromErrno("watch for signals");
        }

        using var worker = Child.Start(new ChildStart(command) { Input = -1, Output = -1, Error = -1 });
        if (!worker.EndsBefore(signals) || Descriptor.WaitReadable(signals, 0))
        {
            uint* information = stackalloc uint[InformationSize / sizeof(uint)];
            _ = LibC.read(signals, information, InformationSize);
            return 128 + (int)information[0];
        }

        ExitStatus status = worker.MustExit("anything");
        return status.Signalled
            ? throw new BenchException($"cannot go on: the measuring process ended by {status}")
            : status.Code;
    }
}
