using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>A loop without init around it: jobs' pipes, and two pipes in the place of our own output and error.</summary>
internal sealed class OutputRig : IDisposable
{
    private const ulong FirstToken = 1UL << 40;

    /// <summary>2026-03-04T05:06:07.123456Z.</summary>
    public const long Epoch = 1_772_600_767_123_456_000;

    private readonly Epoll _epoll = new();
    private readonly PipeEnds _output = PipeEnds.Open(), _error = PipeEnds.Open();
    private TimeSpan _now = TimeSpan.FromHours(1);

    public OutputRig(OutputMode mode = OutputMode.Prefix, bool joined = false) => Outputs = new JobOutputs(
        _epoll, FirstToken, mode, new NonBlockingWriter(_output.Write.Number),
        new NonBlockingWriter((joined ? _output : _error).Write.Number));

    public JobOutputs Outputs { get; }

    public OutputTime Now => new(_now, Epoch + (_now.Ticks * 100) - (TimeSpan.TicksPerHour * 100));

    /// <summary>How often something was ready in the last <see cref="Turns"/>.</summary>
    public int Events { get; private set; }

    /// <summary>The flags of the open file that stands for our output.</summary>
    public string OutputFlags => File.ReadLines($"/proc/self/fdinfo/{_output.Write.Number}")
        .First(line => line.StartsWith("flags:", StringComparison.Ordinal));

    public JobOutput Add(string job, string? instance = null, LogSettings? settings = null) =>
        Outputs.Add(new OutputName(job, instance), settings ?? new LogSettings(), null);

    public JobPipes Open(JobOutput job, bool joined = false) => Outputs.Open(job, null, joined);

    public void Advance(TimeSpan time) => _now += time;

    /// <summary>Turns of the loop, until nothing is ready and nothing due.</summary>
    public void Turns()
    {
        Events = 0;
        for (int i = 0; i < 100_000; i++)
        {
            if (!Turn() && !(Outputs.NextDeadline <= _now))
            {
                return;
            }
        }

        Assert.Fail("it spins");
    }

    public bool Turn()
    {
        Span<ReadyEvent> ready = stackalloc ReadyEvent[32];
        int count = _epoll.Wait(ready, 0);
        Events += count;
        foreach (ReadyEvent one in ready[..count])
        {
            Assert.True(Outputs.Owns(one.Token));
            Outputs.OnReady(one.Token, Now);
        }

        Outputs.EndTurn(Now);
        return count > 0;
    }

    /// <summary>Turns, and reads what our output shows, until nothing more comes.</summary>
    public byte[] ShownBytes() => ReadAll(_output.Read);

    public string Shown() => Encoding.UTF8.GetString(ShownBytes());

    public string ShownAsError() => Encoding.UTF8.GetString(ReadAll(_error.Read));

    /// <summary>Nobody reads our output any more.</summary>
    public void CloseReader() => _output.Read.Dispose();

    /// <summary>Reads what our output holds right now, without a turn.</summary>
    public byte[] Take(int most)
    {
        byte[] bytes = new byte[most];
        return bytes[..Take(bytes)];
    }

    /// <summary>As the other one, without garbage.</summary>
    public int Take(Span<byte> into) => NonBlockingReader.Read(_output.Read, into, out _);

    public void Dispose()
    {
        Outputs.Dispose();
        _output.Close();
        _error.Close();
        _epoll.Dispose();
    }

    private byte[] ReadAll(OwnedFd fd)
    {
        var all = new List<byte>();
        byte[] bytes = new byte[64 * 1024];
        for (int quiet = 0; quiet < 2;)
        {
            Turns();
            int count = NonBlockingReader.Read(fd, bytes, out _);
            all.AddRange(bytes.AsSpan(0, count));
            quiet = count == 0 ? quiet + 1 : 0;
        }

        return [.. all];
    }
}
