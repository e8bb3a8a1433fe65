using System;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class OutputStreamTests
{
    private static readonly OutputTime s_now = new(TimeSpan.FromHours(1), OutputRig.Epoch);

    /// <summary>Where no memory is left for an unfinished line, it is passed on in parts: no byte is lost.</summary>
    [Theory]
    [InlineData(OutputMode.Prefix, "web | one\nweb | tw\nweb | o\n")]
    [InlineData(OutputMode.Raw, "one\ntwo\n")]
    public void Without_memory_nothing_is_held_back(OutputMode mode, string expected)
    {
        var shared = new OutputShared(memory: 0);
        PipeEnds shown = PipeEnds.Open();
        using var mirror = new Mirror(new NonBlockingWriter(shown.Write.Number));
        OutputPipe pipe = OutputPipe.Open(null, out OwnedFd theirs);
        var name = new OutputName("web", null);
        var job = new JobOutput(name, new OutputRing(shared.Memory, 1024), null);
        LineForm form = mode == OutputMode.Raw ? new RawForm(name) : new PrefixForm(name);
        using var stream = new OutputStream(job, pipe, mirror, form, shared);
        Assert.Equal(4 + 2, Writing.Fill(theirs, "one\ntw"u8));
        Assert.Equal(ReadResult.Emptied, stream.Read(s_now));
        Assert.Equal(2, Writing.Fill(theirs, "o\n"u8));
        Assert.Equal(ReadResult.Emptied, stream.Read(s_now));
        mirror.Flush();
        byte[] bytes = new byte[100];
        Assert.Equal(expected, Encoding.ASCII.GetString(bytes, 0, NonBlockingReader.Read(shown.Read, bytes, out _)));
        Assert.Equal((0, 8L, 0), (shared.Memory.Used, job.Bytes, job.LastLines().Length));
        theirs.Dispose();
        Assert.Equal(ReadResult.Ended, stream.Read(s_now));
        shown.Close();
    }

    /// <summary>Whatever is written, whenever it is read: the room reckoned for it is enough, or this throws.</summary>
    [Theory]
    [InlineData("prefix")]
    [InlineData("raw")]
    [InlineData("json")]
    public void Any_output_in_any_order_of_reading_and_flushing_finds_its_room(string kind)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var shared = new OutputShared(random.Next(2) == 0 ? random.Next(20_000) : OutputLimits.MemoryBytes);
            PipeEnds shown = PipeEnds.Open();
            using var mirror = new Mirror(new NonBlockingWriter(shown.Write.Number));
            OutputPipe pipe = OutputPipe.Open(null, out OwnedFd theirs);
            var name = new OutputName("web", random.Next(2) == 0 ? new string('\u0001', 200) : null);
            var job = new JobOutput(name, new OutputRing(shared.Memory, 64 * 1024), null);
            using var stream = new OutputStream(job, pipe, mirror, LineFormTests.Make(kind, name), shared);
            byte[] spam = new byte[64 * 1024];
            byte[] taken = new byte[64 * 1024];
            long written = 0;
            for (int i = 0; i < 60; i++)
            {
                random.NextBytes(spam);
                int step = random.Next(4) switch { 0 => 1, 1 => 20, 2 => 3000, _ => spam.Length };
                for (int j = 0; j < spam.Length; j += step)
                {
                    spam[j] = (byte)'\n';
                }

                written += Writing.Fill(theirs, spam.AsSpan(0, random.Next(1, spam.Length)));
                _ = stream.Read(s_now);
                _ = random.Next(3) == 0 && stream.TryPassCarry(s_now);
                Assert.InRange(mirror.Pending, 0, OutputLimits.MirrorBytes - OutputLimits.OwnBytes);
                if (random.Next(3) == 0)
                {
                    _ = NonBlockingReader.Read(shown.Read, taken.AsSpan(0, random.Next(1, taken.Length)), out _);
                    mirror.Flush();
                }
            }

            Assert.InRange(job.Bytes, 1, written);
            theirs.Dispose();
            shown.Close();
        }
    }
}
