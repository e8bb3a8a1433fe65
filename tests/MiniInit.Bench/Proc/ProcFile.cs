using System;
using System.Text;

namespace MiniInit.Bench;

/// <summary>Reads the small files of /proc; a process that is gone reads as empty.</summary>
internal static unsafe class ProcFile
{
    internal static string Read(string path)
    {
        int descriptor = LibC.open(path, LibC.O_RDONLY | LibC.O_CLOEXEC);
        if (descriptor < 0)
        {
            return "";
        }

        var text = new StringBuilder();
        byte* buffer = stackalloc byte[4096];
        nint size;
        while ((size = LibC.read(descriptor, buffer, 4096)) > 0)
        {
            _ = text.Append(Encoding.UTF8.GetString(buffer, (int)size));
        }

        _ = LibC.close(descriptor);
        return text.ToString();
    }

    /// <summary>The text after <c>NAME:</c> on a line of its own; empty when there is no such line.</summary>
    internal static string Field(string text, string name)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int colon = line.IndexOf(':');
            if (colon >= 0 && line[..colon].TrimEnd().SequenceEqual(name))
            {
                return line[(colon + 1)..].Trim().ToString();
            }
        }

        return "";
    }

    /// <summary>The leading number of a field such as <c>VmRSS: 1234 kB</c>; 0 when there is none.</summary>
    internal static long Number(string text, string name)
    {
        string field = Field(text, name);
        int space = field.IndexOf(' ', StringComparison.Ordinal);
        return long.TryParse(space < 0 ? field : field[..space], out long number) ? number : 0;
    }
}
