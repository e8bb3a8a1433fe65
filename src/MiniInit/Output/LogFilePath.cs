using System;
using System.Text;
using MiniInit.Core.Values;

namespace MiniInit.Output;

/// <summary>Where a log file is that has no path of its own: <c>FOLDER/JOB.log</c>, <c>FOLDER/JOB-KEY.log</c>.</summary>
internal static class LogFilePath
{
    /// <summary>The path.</summary>
    /// <param name="name">Whose log. The parts of a job's name between '/' become folders; a key never does.</param>
    /// <param name="folder">The folder for log files; null for none.</param>
    public static string? Of(OutputName name, string? folder)
    {
        if (folder is null)
        {
            return null;
        }

        string key = name.Key is { } text ? $"-{Plain(text)}" : "";

        // A file's name has 255 bytes at most, ".new" and ".1000" of the rotation included.
        return $"{folder.TrimEnd('/')}/{Fit(name.Job + key)}.log";
    }

    /// <summary>A key may be anything: what could lead elsewhere or cannot be seen becomes '_'.</summary>
    private static string Plain(string key)
    {
        var plain = new StringBuilder(key.Length);
        foreach (Rune rune in key.EnumerateRunes())
        {
            _ = plain.Append(rune.Value == '/' || Quotation.IsInvisible(rune) ? "_" : rune.ToString());
        }

        return plain.ToString();
    }

    private static string Fit(string path)
    {
        const int Most = 240;
        int name = path.LastIndexOf('/') + 1;
        while (Encoding.UTF8.GetByteCount(path.AsSpan(name)) > Most)
        {
            path = path[..^(char.IsLowSurrogate(path[^1]) ? 2 : 1)];
        }

        return path;
    }
}
