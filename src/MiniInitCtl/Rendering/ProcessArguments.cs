using System;
using System.Text;
using MiniInit.Linux;
using MiniInit.Protocol.Messages;

namespace MiniInit.Ctl.Rendering;

/// <summary>
/// The arguments of a process, which init does not tell: to read them is to read its memory, and a hostile one can make
/// that take for ever. So we do it ourselves, where the process is one that we see.
/// </summary>
internal static class ProcessArguments
{
    private const int CommandBytes = 64, LineBytes = 512;

    /// <summary>Gives all but the first, with spaces between them; empty for none, or none that we see.</summary>
    public static string Of(ProcessInfo process)
    {
        // From outside of init's PID namespace its numbers are those of others.
        string command = Read($"/proc/{process.Pid}/comm", CommandBytes).TrimEnd('\n');
        if (command != process.Command)
        {
            return "";
        }

        string line = Read($"/proc/{process.Pid}/cmdline", LineBytes);
        int first = line.IndexOf('\0', StringComparison.Ordinal);
        return first < 0 ? "" : line[(first + 1)..].TrimEnd('\0').Replace('\0', ' ');
    }

    private static string Read(string path, int bytes) =>
        BoundedFile.TryReadHead(path, bytes) is byte[] head ? Encoding.UTF8.GetString(head) : "";
}
