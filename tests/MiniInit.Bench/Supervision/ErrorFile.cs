using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace MiniInit.Bench;

/// <summary>A file that takes the standard error of a program, for the message when it fails.</summary>
internal sealed class ErrorFile : IDisposable
{
    private const int ShownLines = 3;
    private const int ShownLength = 300;

    private readonly string _path;
    private readonly SafeFileHandle _handle;

    internal ErrorFile(string path)
    {
        _path = path;
        _handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    internal int Descriptor => (int)_handle.DangerousGetHandle();

    public void Dispose() => _handle.Dispose();

    /// <summary>The last that was said, on one line that fits into a table.</summary>
    internal string LastLines()
    {
        string[] lines = ProcFile.Read(_path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string text = string.Join(" / ", lines[^Math.Min(lines.Length, ShownLines)..]).Replace('|', '¦');
        return text.Length == 0 ? "it said nothing" : text[..Math.Min(text.Length, ShownLength)];
    }
}
