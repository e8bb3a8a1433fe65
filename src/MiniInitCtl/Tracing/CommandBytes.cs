using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MiniInit.Linux;
using MiniInit.Linux.Spawning;

namespace MiniInit.Ctl.Tracing;

/// <summary>
/// The command and its environment byte for byte as we got them: as texts of ours, what is not UTF-8 would be lost.
/// </summary>
internal static class CommandBytes
{
    /// <summary>Gives the arguments, the command first.</summary>
    /// <param name="command">The same as texts, which stand at the end of our own arguments.</param>
    public static byte[][] Arguments(string[] command)
    {
        byte[][] own = Read("/proc/self/cmdline");
        byte[][] last = own[Math.Max(own.Length - command.Length, 0)..];
        return last.Length == command.Length && Encoding.UTF8.GetString(last[0]) == command[0]
            ? last
            : [.. command.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Gives our environment as it was when we started.</summary>
    public static StringVector Environment()
    {
        byte[][] own = Read("/proc/self/environ");
        if (own.Length > 0)
        {
            return StringVector.OfBytes(own);
        }

        List<string> texts = [];
        foreach (System.Collections.DictionaryEntry entry in System.Environment.GetEnvironmentVariables())
        {
            texts.Add($"{entry.Key}={entry.Value}");
        }

        return StringVector.Of([.. texts]);
    }

    /// <summary>Splits a file of texts that end with a NUL each.</summary>
    private static byte[][] Read(string file)
    {
        List<byte[]> texts = [];
        byte[] all = BoundedFile.TryRead(file, TraceLimits.OwnBytes, out _) ?? [];
        int start = 0;
        while (start < all.Length)
        {
            int length = all.AsSpan(start).IndexOf((byte)0);
            length = length < 0 ? all.Length - start : length;
            texts.Add(all[start..(start + length)]);
            start += length + 1;
        }

        return [.. texts];
    }
}
