namespace MiniInit.Toml;

/// <summary>The limits of reader and writer. What goes beyond one is an error with a message.</summary>
public static class TomlLimits
{
    /// <summary>
    /// The largest text, in bytes (128 MiB). Offsets, the characters of one string and the keys of one table then stay
    /// far below what an array can hold.
    /// </summary>
    public const int MaximumTextBytes = 128 * 1024 * 1024;

    /// <summary>
    /// How many containers (tables, arrays) may enclose a value. Reader, writer and most users of the tree recurse
    /// once a level: the reader needs less than 256 KiB of stack for 128 levels even in a debug build, and no file
    /// written by a person comes near.
    /// </summary>
    public const int MaximumDepth = 128;

    /// <summary>
    /// How many errors are reported for one text before reading stops: more than anyone repairs at once, and a binary
    /// file read by mistake stays cheap.
    /// </summary>
    public const int MaximumErrors = 100;

    /// <summary>
    /// How many lines with bytes that are not UTF-8 are reported: after ten the file is in another encoding as a
    /// whole, and the rest of the report would only hide that.
    /// </summary>
    public const int MaximumEncodingErrors = 10;

    /// <summary>How many characters of a name or a word from the text a message quotes before it is cut.</summary>
    public const int MaximumQuoted = 60;

    /// <summary>
    /// The width of a source line in a rendered error, in terminal cells: fits a 120-column terminal.
    /// </summary>
    public const int ExcerptCells = 100;

    /// <summary>The width up to which the writer keeps an array on one line, in characters.</summary>
    public const int ArrayLineWidth = 100;
}
