namespace MiniInit.Toml.Reading;

/// <summary>Reads the headers <c>[table]</c> and <c>[[array of tables]]</c>.</summary>
internal static class HeaderReader
{
    /// <summary>
    /// Reads a header with the end of its line, and gives the table that the keys below it belong to.
    /// </summary>
    public static Section Read(ref Cursor cursor, TomlTable root)
    {
        // Keys below a wrong header are still read, into a table that is in no tree: they are not wrong themselves.
        int start = cursor.Offset;
        Section aside = new(new TomlTable(default, TableOrigin.Header), 0);
        bool isElement = cursor.PeekAt(1) == '[';
        string close = isElement ? "]]" : "]";
        cursor.Offset += close.Length;
        if (!KeyReader.Read(ref cursor, "a table header"))
        {
            return aside;
        }

        KeyPath path = cursor.Path;
        if (cursor.Current != ']' || (isElement && cursor.PeekAt(1) != ']'))
        {
            if (cursor.Current == ']')
            {
                cursor.Offset++;
            }

            string name = path.Describe(path.Count);
            cursor.Lose(
                cursor.Found(), $"cannot read the header of {name}: expected \"{close}\", found {cursor.Describe()}");
            return aside;
        }

        cursor.Offset += close.Length;
        Place header = cursor.From(start);
        LineEnd.Read(ref cursor);
        return cursor.IsLost ? aside : TableTree.Open(ref cursor, root, header, isElement) ?? aside;
    }
}
