using System;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Output;
using MiniInit.Supervision.Journals;
using MiniInit.Tests.Output;

namespace MiniInit.Tests.Supervision.Journals;

/// <summary>A journal whose standard error is a pipe, read here or not.</summary>
internal sealed class JournalRig : IDisposable
{
    private readonly PipeEnds _error = PipeEnds.Open();

    public JournalRig(LogFormat format = LogFormat.Text, LogLevel least = LogLevel.Debug)
    {
        Mirror = new Mirror(new NonBlockingWriter(_error.Write.Number));
        Journal = new SupervisorJournal(least, format, Mirror, () => OutputRig.Epoch);
    }

    public Mirror Mirror { get; }

    public SupervisorJournal Journal { get; }

    /// <summary>All that was said, if it is read now.</summary>
    public string Said()
    {
        var said = new StringBuilder();
        byte[] bytes = new byte[64 * 1024];
        while (true)
        {
            Mirror.Flush();
            int count = NonBlockingReader.Read(_error.Read, bytes, out _);
            if (count == 0)
            {
                return said.ToString();
            }

            _ = said.Append(Encoding.UTF8.GetString(bytes, 0, count));
        }
    }

    /// <summary>Fills the queue, and the pipe behind it.</summary>
    public void Fill()
    {
        do
        {
            FillQueue();
            Mirror.Flush();
        }
        while (Mirror.TryAdd("x"u8));
    }

    /// <summary>Fills the queue; the pipe behind it has room.</summary>
    public void FillQueue()
    {
        while (Mirror.TryAdd(new byte[OutputLimits.OwnBytes]) || Mirror.TryAdd("x"u8))
        {
        }
    }

    /// <summary>Nobody reads standard error any more.</summary>
    public void CloseReader() => _error.Read.Dispose();

    public void Dispose()
    {
        Mirror.Dispose();
        _error.Close();
    }
}
