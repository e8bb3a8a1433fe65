using System;
using MiniInit.Linux;

namespace MiniInit.TestChild;

/// <summary>Prints the number of each signal it gets, in their order.</summary>
/// <remarks>All but 34, which the runtime unblocks in its second thread and handles there.</remarks>
internal static class Printer
{
    public static int Run()
    {
        ProcessMask.Block(SignalSet.All, "printer");
        using SignalFd signals = SignalFd.Open(SignalSet.All);
        using var epoll = new Epoll();
        epoll.Add(signals.Fd, Readiness.Readable, 0);
        Text.Line("ready");
        Span<SignalInfo> batch = stackalloc SignalInfo[16];
        Span<ReadyEvent> ready = stackalloc ReadyEvent[1];
        while (true)
        {
            _ = epoll.Wait(ready, -1);
            int count = signals.Read(batch);
            foreach (SignalInfo info in batch[..count])
            {
                Text.Line($"{info.Number}");
            }
        }
    }
}
