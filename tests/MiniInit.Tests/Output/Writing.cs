using System;
using System.Text;
using MiniInit.Linux;

namespace MiniInit.Tests.Output;

/// <summary>What a job does with its end of a pipe; here it never waits.</summary>
internal static class Writing
{
    /// <summary>Writes all of it, with turns of the loop in between as far as they are needed.</summary>
    public static void Write(this OutputRig rig, OwnedFd fd, ReadOnlySpan<byte> bytes)
    {
        using var writer = new NonBlockingWriter(fd.Number);
        for (int idle = 0; !bytes.IsEmpty; idle++)
        {
            Assert.InRange(idle, 0, 1000);
            int written = writer.Write(bytes, out _);
            bytes = bytes[written..];
            idle = written > 0 ? 0 : idle;
            if (!bytes.IsEmpty)
            {
                rig.Turns();
            }
        }
    }

    public static void Write(this OutputRig rig, OwnedFd fd, string text) => rig.Write(fd, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes as much as the pipe takes.</summary>
    public static int Fill(OwnedFd fd, ReadOnlySpan<byte> bytes)
    {
        using var writer = new NonBlockingWriter(fd.Number);
        int total = 0;
        while (total < bytes.Length && writer.Write(bytes[total..], out _) is > 0 and int written)
        {
            total += written;
        }

        return total;
    }
}
