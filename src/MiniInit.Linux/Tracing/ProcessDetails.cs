using System;
using System.Buffers.Text;
using System.Text;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tracing;

/// <summary>What /proc tells of one process besides its stat.</summary>
/// <remarks>Bytes from outside: not for a terminal as they are.</remarks>
public static unsafe class ProcessDetails
{
    private const int NameBytes = 64, StatusBytes = 4096, LinkBytes = 4096;

    /// <summary>Its name, at most 15 bytes of its own choice, or null when it is gone.</summary>
    /// <param name="pid">Its process id.</param>
    public static string? TryReadName(int pid) =>
        BoundedFile.TryReadHead($"/proc/{pid}/comm", NameBytes) is byte[] name
            ? Encoding.UTF8.GetString(name).TrimEnd('\n')
            : null;

    /// <summary>Its arguments, each with its NUL, as far as they fit; empty when it is gone.</summary>
    /// <param name="pid">Its process id, of one that stands still: a running one could make us wait.</param>
    /// <param name="length">How many bytes at most.</param>
    public static byte[] ReadArguments(int pid, int length) =>
        BoundedFile.TryReadHead($"/proc/{pid}/cmdline", length) ?? [];

    /// <summary>The file that it runs, or null when it is gone.</summary>
    /// <param name="pid">Its process id.</param>
    public static string? TryReadProgram(int pid) => TryReadLink($"/proc/{pid}/exe");

    /// <summary>What a descriptor of it is: a path, <c>pipe:[12]</c>, <c>socket:[12]</c>; null when it is closed.</summary>
    /// <param name="pid">Its process id.</param>
    /// <param name="descriptor">The descriptor's number.</param>
    public static string? TryReadDescriptor(int pid, int descriptor) => TryReadLink($"/proc/{pid}/fd/{descriptor}");

    /// <summary>The process that a thread belongs to, or null when it is gone.</summary>
    /// <param name="thread">Its id.</param>
    public static int? TryReadProcessOf(int thread) => TryReadNumber(thread, "\nTgid:\t"u8);

    /// <summary>Its real user id, or null when it is gone.</summary>
    /// <param name="pid">Its process id.</param>
    public static uint? TryReadUser(int pid) => (uint?)TryReadNumber(pid, "\nUid:\t"u8);

    private static int? TryReadNumber(int pid, ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> status = BoundedFile.TryReadHead($"/proc/{pid}/status", StatusBytes);
        int at = status.IndexOf(head);
        return at >= 0 && Utf8Parser.TryParse(status[(at + head.Length)..], out uint number, out _) ? (int)number : null;
    }

    private static string? TryReadLink(string path)
    {
        byte* buffer = stackalloc byte[LinkBytes];
        fixed (byte* pointer = Encoding.UTF8.GetBytes(path + "\0"))
        {
            nint length = Libc.readlinkat(Libc.AT_FDCWD, pointer, buffer, LinkBytes);
            return length >= 0 ? Encoding.UTF8.GetString(buffer, (int)length) : null;
        }
    }
}
