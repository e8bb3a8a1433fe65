using System;
using System.Text;
using MiniInit.Toml.Writing;

namespace MiniInit.Toml;

/// <summary>
/// Writes trees as TOML. What it writes reads back to the same keys, in the same order, with equal values; comments are
/// not part of a tree.
/// </summary>
public static class TomlWriter
{
    /// <summary>Writes a whole text. It ends with a line end unless it is empty; line ends are LF.</summary>
    /// <remarks>
    /// Tables get headers <c>[a.b]</c>, arrays of tables <c>[[a]]</c>, except those that were read from or made as
    /// inline tables. A table that stands before a plain value of the same table is written inline too: below its
    /// header that value would become its own.
    /// </remarks>
    /// <param name="root">The table to write; whether it is inline itself does not matter.</param>
    public static string Write(TomlTable root)
    {
        ArgumentNullException.ThrowIfNull(root);
        StringBuilder output = new();
        TablePrinter.Append(output, root, "");
        return output.ToString();
    }

    /// <summary>Writes one value on one line, as it may stand behind <c>key =</c>.</summary>
    /// <param name="value">The value; tables become inline tables.</param>
    public static string WriteValue(TomlValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        StringBuilder output = new();
        ValuePrinter.Append(output, value);
        return output.ToString();
    }
}
