using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>Reads the headers <c>[table]</c> and <c>[[array of tables]]</c>.</summary>
internal static class HeaderReader
{
    /// <summary>
    /// Reads a header with the end of its line, and gives the table that the keys below it belong to.
    /// </summary>
    public static Section Read(ref Cursor cursor, TomlTable root)
    {
        int start = cursor.Offset;
        bool isElement = cursor.PeekAt(1) == '[';
        string close = isElement ? "]]" : "]";
        cursor.Offset += close.Length;
        if (!KeyReader.Read(ref cursor, "a table header"))
        {
            return Aside();
        }

        KeyPath path = cursor.Path;
        if (cursor.Current != ']' || (isElement && cursor.PeekAt(1) != ']'))
        {
            if (cursor.Current == ']')
            {
                cursor.Offset++;
            }

            string name = path.Describe(path.Count);
            string hint = !isElement && Joined(cursor.Text[(start + 1)..]) is string right ? $"; write [{right}]" : "";
            cursor.Lose(
                cursor.Found(),
                $"cannot read the header of {name}: expected \"{close}\", found {cursor.Describe()}{hint}");
            return Aside();
        }

        cursor.Offset += close.Length;
        Place header = cursor.From(start);
        LineEnd.Read(ref cursor);
        Section? section = cursor.IsLost ? null : TableTree.Open(ref cursor, root, header, isElement);
        return section ?? Aside();
    }

    /// <summary>Gives words before a closing bracket with dots between them; null where that is not all.</summary>
    private static string? Joined(ReadOnlySpan<byte> text)
    {
        int end = text[..Math.Min(text.Length, TomlLimits.MaximumQuoted)].IndexOfAny("]\n"u8);
        if (end < 0 || text[end] != ']')
        {
            return null;
        }

        string[] words = Encoding.UTF8.GetString(text[..end]).Split(
            [' ', '\t', '.'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            && Array.TrueForAll(words, word => BareKey.Length(Encoding.UTF8.GetBytes(word)) == word.Length)
            ? string.Join('.', words)
            : null;
    }

    /// <summary>
    /// Gives a table that is in no tree, for the keys below a wrong header: these are read, for their own errors.
    /// </summary>
    private static Section Aside() => new(new TomlTable(default, TableOrigin.Header), 0);
}
