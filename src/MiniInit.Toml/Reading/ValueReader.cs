namespace MiniInit.Toml.Reading;

/// <summary>Reads a value of any kind.</summary>
internal static class ValueReader
{
    /// <summary>
    /// Reads the value here. Null after an error; whether reading can go on behind the value then says
    /// <see cref="Cursor.IsLost"/>.
    /// </summary>
    /// <param name="cursor">At the first character of the value.</param>
    /// <param name="depth">The containers around the value.</param>
    public static TomlValue? Read(ref Cursor cursor, int depth)
    {
        cursor.CountValue();
        if (cursor.IsStopped)
        {
            return null;
        }

        switch (cursor.Current)
        {
            case '"' or '\'':
                int start = cursor.Offset;
                string? text = StringReader.Read(ref cursor, isKey: false);
                return text is null ? null : new TomlString(text, cursor.From(start));
            case '[':
                return ArrayReader.Read(ref cursor, depth);
            case '{':
                return InlineTableReader.Read(ref cursor, depth);
            default:
                return ScalarReader.Read(ref cursor);
        }
    }
}
