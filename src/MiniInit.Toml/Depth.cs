using System;

namespace MiniInit.Toml;

/// <summary>
/// Keeps trees made by a program as shallow as those read from a text, so that recursion over them is safe.
/// </summary>
internal static class Depth
{
    public static int Above(ReadOnlySpan<TomlValue> elements)
    {
        int height = 0;
        foreach (TomlValue element in elements)
        {
            height = Math.Max(height, element.Height + 1);
        }

        return height;
    }

    public static int Above(ReadOnlySpan<TomlEntry> entries)
    {
        int height = 0;
        foreach (TomlEntry entry in entries)
        {
            height = Math.Max(height, entry.Value.Height + 1);
        }

        return height;
    }

    public static void Check(int height, string parameter)
    {
        if (height > TomlLimits.MaximumDepth)
        {
            throw new ArgumentException($"Nested deeper than {TomlLimits.MaximumDepth} levels.", parameter);
        }
    }
}
