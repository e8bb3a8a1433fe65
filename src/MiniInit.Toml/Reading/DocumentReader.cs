namespace MiniInit.Toml.Reading;

/// <summary>
/// Reads a text line by line: headers and keys with their values. A line with an error is left out, and reading goes on
/// with the next, so that one run shows all errors.
/// </summary>
internal static class DocumentReader
{
    public static TomlTable Read(
        TomlSource source, ErrorList errors, int maximumValues, out long work, out int values)
    {
        int length = source.Utf8.Length;
        TomlTable root = new(new Place(source, 0, length), TableOrigin.Header);
        work = 0;
        values = 0;
        if (length > TomlLimits.MaximumTextBytes)
        {
            errors.Add(
                new Place(source, 0, 0),
                $"cannot read the text: it has {length} bytes, more than {TomlLimits.MaximumTextBytes}");
            return root;
        }

        if (!Encodings.Check(source, errors))
        {
            return root;
        }

        Cursor cursor = new(source, errors, maximumValues);
        Section section = new(root, 0);
        while (!cursor.IsAtEnd && !cursor.IsStopped)
        {
            ReadLine(ref cursor, root, ref section);
        }

        if (errors.IsFull)
        {
            errors.AddGivingUp(cursor.Found());
        }

        work = cursor.Work;
        values = cursor.Values;
        return root;
    }

    private static void ReadLine(ref Cursor cursor, TomlTable root, ref Section section)
    {
        cursor.Work++;
        int lineStart = cursor.Offset;
        cursor.SkipBlanks();
        int start = cursor.Offset;
        if (cursor.Current == '[')
        {
            section = HeaderReader.Read(ref cursor, root);
        }
        else if (!cursor.IsAtNewline && cursor.Current != '#')
        {
            EntryReader.Read(ref cursor, section, isInline: false);
        }
        else
        {
            LineEnd.Read(ref cursor);
        }

        if (cursor.IsLost)
        {
            Recovery.Skip(ref cursor, start, indent: start - lineStart);
        }
    }
}
