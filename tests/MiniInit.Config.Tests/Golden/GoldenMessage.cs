using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MiniInit.Config.Layers;

namespace MiniInit.Config.Tests.Golden;

/// <summary>A case of messages.txt.</summary>
internal sealed class GoldenMessage(string section, string title)
{
    private const string Refused = " refused ";
    private static readonly string[] s_folders =
        ["/run/miniinit/jobs/", "/etc/miniinit/jobs/", "/usr/lib/miniinit/jobs/"];

    /// <summary>The section that it is in.</summary>
    public string Section => section;

    /// <summary>Its heading.</summary>
    public string Title => title;

    /// <summary>Its lines up to what is printed.</summary>
    public List<string> Given { get; } = [];

    /// <summary>What is printed, a line each.</summary>
    public List<string> Printed { get; } = [];

    /// <summary>Gives what is printed for its files now.</summary>
    public string[] Print()
    {
        List<SourceFile> files = [];
        foreach (string line in Given)
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                files.Add(FileOf(line[4..]));
            }
            else if (files.Count > 0)
            {
                files[^1] = files[^1] with { Text = (byte[])[.. files[^1].Text.Span, .. Bytes(line), (byte)'\n'] };
            }
        }

        string[] rendered = [.. ConfigurationReader.Read(files).Diagnostics.Select(diagnostic => diagnostic.Render())];
        return rendered.Length == 0 ? ["(nothing)"] : string.Join('\n', rendered).Split('\n');
    }

    private static SourceFile FileOf(string heading)
    {
        string[] parts = heading.Split(Refused);
        string name = Encoding.UTF8.GetString(Bytes(parts[0]));
        int rank = Array.FindIndex(
            s_folders, folder => name.StartsWith(folder, StringComparison.Ordinal));
        string below = rank >= 0 ? name[s_folders[rank].Length..] : name;
        SourceRole role = System.IO.Path.GetFileName(below) == "miniinit.toml"
            ? new SourceRole.Main()
            : SourceRole.OfFile(below, int.Max(rank, 0))!;
        return new SourceFile(name, role, default) { Refusal = parts.ElementAtOrDefault(1) };
    }

    /// <summary>Gives a line as UTF-8, with the bytes that are written as ⟨FC⟩.</summary>
    private static byte[] Bytes(string line)
    {
        List<byte> bytes = [];
        for (int at = 0; at < line.Length;)
        {
            int mark = line.IndexOf('⟨', at);
            int end = mark < 0 ? line.Length : mark;
            bytes.AddRange(Encoding.UTF8.GetBytes(line[at..end]));
            if (mark >= 0)
            {
                bytes.Add(byte.Parse(
                    line.AsSpan(mark + 1, 2),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture));
                end = mark + 4;
            }

            at = end;
        }

        return [.. bytes];
    }
}
