using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

/// <summary>What is shown and kept depends on the bytes, never on how they come.</summary>
public sealed class ChunkingTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string mode in new[] { "Prefix", "Json", "Raw", "None" })
            {
                for (int seed = 0; seed < 12; seed++)
                {
                    cases.Add(mode, seed);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Any_bytes_in_any_chunks_come_out_alike(string modeName, int seed)
    {
        OutputMode mode = Enum.Parse<OutputMode>(modeName);
        byte[] bytes = Bytes(new Random(seed));
        using var folder = new TemporaryFolder();
        (byte[] Shown, byte[] Ring, byte[] File) expected = Run(mode, bytes, [bytes.Length], folder);
        for (int round = 0; round < 4; round++)
        {
            var random = new Random((seed * 100) + round);
            List<int> chunks = [];
            for (int left = bytes.Length; left > 0; left -= chunks[^1])
            {
                chunks.Add(Math.Min(left, random.Next(3) == 0 ? random.Next(1, 12_000) : random.Next(1, 400)));
            }

            (byte[] shown, byte[] ring, byte[] file) = Run(mode, bytes, chunks, folder);
            Assert.True(expected.Shown.AsSpan().SequenceEqual(shown), "shown otherwise");
            Assert.True(expected.Ring.AsSpan().SequenceEqual(ring), "kept otherwise");
            Assert.True(bytes.AsSpan().SequenceEqual(file), "the file is not what was written");
        }

        Assert.True(bytes.AsSpan()[Math.Max(0, bytes.Length - 4096)..].EndsWith(expected.Ring), "not the tail");
        switch (mode)
        {
            case OutputMode.Raw:
                Assert.True(bytes.AsSpan().SequenceEqual(expected.Shown));
                break;
            case OutputMode.None:
                Assert.Empty(expected.Shown);
                break;
            case OutputMode.Prefix:
                Assert.True(Whole(bytes).SequenceEqual(WithoutPrefix(expected.Shown)));
                break;
            default:
                Assert.NotEmpty(expected.Shown);
                break;
        }
    }

    private static (byte[] Shown, byte[] Ring, byte[] File) Run(
        OutputMode mode, byte[] bytes, IReadOnlyList<int> chunks, TemporaryFolder folder)
    {
        string path = System.IO.Path.Combine(folder.Path, "log");
        System.IO.File.Delete(path);
        using var rig = new OutputRig(mode);
        JobOutput job = rig.Add("web", null, new LogSettings { Ring = new Size(4096), File = path, MaxSize = null });
        JobPipes pipes = rig.Open(job);
        var shown = new List<byte>();
        int at = 0;
        foreach (int chunk in chunks)
        {
            // As large as the pipe takes at once: what is read depends on that alone.
            for (int end = at + chunk; at < end;)
            {
                at += Writing.Fill(pipes.Output, bytes.AsSpan(at, end - at));
                shown.AddRange(rig.ShownBytes());
            }
        }

        pipes.Close();
        shown.AddRange(rig.ShownBytes());
        Assert.Empty(job.Streams);
        return ([.. shown], job.Ring.WholeLines(), System.IO.File.ReadAllBytes(path));
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new List<byte>();
        while (bytes.Count < 60_000)
        {
            int length = random.Next(4) switch { 0 => random.Next(30_000), 1 => 0, _ => random.Next(200) };
            string text = random.Next(3) == 0 ? "é€😀x" : "abc def\t";
            while (length > 0)
            {
                byte[] piece = random.Next(10) == 0 ? [(byte)random.Next(11, 256), 0, 13] : Encoding.UTF8.GetBytes(text);
                bytes.AddRange(piece);
                length -= piece.Length;
            }

            bytes.Add((byte)'\n');
        }

        return random.Next(2) == 0 ? [.. bytes] : [.. bytes.SkipLast(1)];
    }

    /// <summary>The bytes with a newline wherever a long line is cut or the last one ends.</summary>
    private static ReadOnlySpan<byte> Whole(byte[] bytes)
    {
        var whole = new List<byte>();
        var pieces = new LinePieces(bytes);
        while (pieces.MoveNext())
        {
            whole.AddRange([.. pieces.Piece, (byte)'\n']);
        }

        return whole.ToArray();
    }

    private static ReadOnlySpan<byte> WithoutPrefix(ReadOnlySpan<byte> shown)
    {
        var lines = new List<byte>();
        while (!shown.IsEmpty)
        {
            Assert.True(shown.StartsWith("web | "u8));
            int end = shown.IndexOf((byte)'\n') + 1;
            lines.AddRange(shown[6..end]);
            shown = shown[end..];
        }

        return lines.ToArray();
    }
}
