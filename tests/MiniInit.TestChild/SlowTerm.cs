using System;
using System.IO;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>A program that needs time to clean up after TERM.</summary>
internal static class SlowTerm
{
    public static int Run(int milliseconds, string file)
    {
        ProcessMask.Block(SignalSet.Empty.With(15), "slow-term", $"{milliseconds}", file);
        using SignalFd signals = SignalFd.Open(SignalSet.Empty.With(15));
        using var epoll = new Epoll();
        epoll.Add(signals.Fd, Readiness.Readable, 0);
        Text.Line("ready");
        Span<ReadyEvent> ready = stackalloc ReadyEvent[1];
        while (epoll.Wait(ready, -1) == 0)
        {
        }

        Pause.Milliseconds(milliseconds);
        File.WriteAllText(file, "cleaned up\n");
        return 0;
    }
}
