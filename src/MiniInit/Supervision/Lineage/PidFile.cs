using System;
using System.Buffers.Text;
using MiniInit.Linux;
using MiniInit.Linux.Files;

namespace MiniInit.Supervision.Lineage;

/// <summary>Reads what a daemon wrote of itself. It is an outsider's word: who is named must be one of the job's anyway.</summary>
internal static class PidFile
{
    /// <summary>Reads one.</summary>
    /// <param name="root">The job's root directory; null is ours.</param>
    /// <param name="path">The file, as the job sees it.</param>
    /// <param name="pid">What it names, 2 or more.</param>
    /// <returns>What is wrong with it, as what follows its name: <c>is empty</c>; null for nothing.</returns>
    public static string? TryRead(string? root, string path, out int pid)
    {
        pid = 0;
        byte[]? content = PlainFile.TryReadUnlinked(root, path, SupervisionLimits.PidFileBytes, out string? cause);
        if (content is null)
        {
            return cause is null ? "does not exist" : $"cannot be read: {cause}";
        }

        // Other lines may follow: PostgreSQL's file has eight.
        ReadOnlySpan<byte> text = content.AsSpan().TrimStart(" \t\r\n"u8);
        text = (text.IndexOf((byte)'\n') is > 0 and int end ? text[..end] : text).Trim(" \t\r"u8);
        if (!Utf8Parser.TryParse(text, out pid, out int used) || used != text.Length || pid <= 1 || pid == CurrentProcess.Id)
        {
            pid = 0;
            return text.Length == 0 ? "is empty" : $"holds \"{Escaped.Bytes(text[..Math.Min(text.Length, SupervisionLimits.PidFileTextInAMessage)])}\", which is no process id of a job";
        }

        return null;
    }
}
