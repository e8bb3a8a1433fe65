using System;
using System.Text;
using System.Text.Unicode;

namespace MiniInit.Linux.Files;

/// <summary>A path or a part of one, as the kernel has it: bytes that need not be UTF-8.</summary>
internal sealed class UnixName
{
    private readonly byte[] _terminated;

    private UnixName(byte[] terminated) => _terminated = terminated;

    /// <summary>This folder itself.</summary>
    public static UnixName Here { get; } = new("."u8);

    public UnixName(ReadOnlySpan<byte> bytes)
    {
        _terminated = new byte[bytes.Length + 1];
        bytes.CopyTo(_terminated);
    }

    /// <summary>The name with a closing NUL.</summary>
    public ReadOnlySpan<byte> Terminated => _terminated;

    public ReadOnlySpan<byte> Bytes => _terminated.AsSpan(0, _terminated.Length - 1);

    public bool IsUtf8 => Utf8.IsValid(Bytes);

    public bool IsToml => Bytes.EndsWith(".toml"u8);

    /// <summary>The name as text; bytes that are not UTF-8 as <c>\xff</c>.</summary>
    public string Text => IsUtf8 ? Encoding.UTF8.GetString(Bytes) : PrintablePath.Decode(Bytes);

    /// <summary>The path, or null for one that no file can have: the kernel would read it up to the NUL.</summary>
    public static UnixName? From(string path) =>
        path.Contains('\0', StringComparison.Ordinal) ? null : new UnixName(Encoding.UTF8.GetBytes(path + "\0"));

    public static int Compare(UnixName one, UnixName other) => one.Bytes.SequenceCompareTo(other.Bytes);
}
