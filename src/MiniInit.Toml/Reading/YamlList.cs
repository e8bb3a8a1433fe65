using System;
using System.Collections.Generic;

namespace MiniInit.Toml.Reading;

/// <summary>A list as YAML has it, a line with a dash for each element, below a key with a colon.</summary>
internal static class YamlList
{
    private const int MostShown = 3;

    /// <summary>
    /// Goes to the last line of such a list, so that its lines are no further errors, and gives it as an array; null
    /// where there is none.
    /// </summary>
    /// <param name="cursor">At the colon.</param>
    public static string? Skip(ref Cursor cursor)
    {
        ReadOnlySpan<byte> rest = cursor.Rest;
        int next = rest.IndexOf((byte)'\n') + 1;
        if (next == 0 || !rest[1..next].Trim(" \t\r\n"u8).IsEmpty)
        {
            return null;
        }

        List<string> shown = [];
        int last = 0;
        while (next < rest.Length)
        {
            int length = rest[next..].IndexOf((byte)'\n');
            length = length < 0 ? rest.Length - next : length;
            ReadOnlySpan<byte> line = rest.Slice(next, length).Trim(" \t\r"u8);
            if (line is not [(byte)'-', (byte)' ', ..])
            {
                break;
            }

            shown.Add(shown.Count < MostShown ? Quote.Utf8(line[2..].Trim(" \"'"u8)) : "…");
            shown.RemoveRange(Math.Min(shown.Count, MostShown + 1), Math.Max(0, shown.Count - MostShown - 1));
            last = next;
            next += length + 1;
        }

        cursor.Offset += last;
        cursor.Work += last;
        return last == 0 ? null : $"[{string.Join(", ", shown)}]";
    }
}
