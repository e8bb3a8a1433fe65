namespace MiniInit.Toml.Reading;

/// <summary>Reads <c>[ … ]</c>, which may go over several lines and hold comments.</summary>
internal static class ArrayReader
{
    /// <summary>Reports brackets within too many others.</summary>
    public static void RefuseDepth(ref Cursor cursor, string what) => cursor.Lose(
        cursor.Found(), $"cannot read the {what}: it is nested deeper than {TomlLimits.MaximumDepth} levels");

    public static TomlArray? Read(ref Cursor cursor, int depth)
    {
        int start = cursor.Offset;
        if (depth > TomlLimits.MaximumDepth)
        {
            RefuseDepth(ref cursor, "array");
            return null;
        }

        cursor.Open.Push(start);
        cursor.Offset++;
        TomlArray array = new(default, ofTables: false);
        do
        {
            LineEnd.SkipAll(ref cursor);
            if (cursor.IsLost || cursor.Current == ']')
            {
                break;
            }

            if (cursor.IsAtEnd || cursor.Current is ',' or '}' or '=')
            {
                Refuse(ref cursor, start, "a value");
                break;
            }

            TomlValue? value = ValueReader.Read(ref cursor, depth + 1);
            if (cursor.IsLost)
            {
                return null;
            }

            if (value is not null)
            {
                array.Add(value);
            }

            LineEnd.SkipAll(ref cursor);
        }
        while (!cursor.IsLost && TrySkipComma(ref cursor, start));

        if (cursor.IsLost)
        {
            return null;
        }

        cursor.Offset++;
        cursor.Open.Pop();
        array.Place = cursor.From(start);
        return array;
    }

    private static bool TrySkipComma(ref Cursor cursor, int start)
    {
        if (cursor.Current == ',')
        {
            cursor.Offset++;
            return true;
        }

        if (cursor.Current != ']')
        {
            Refuse(ref cursor, start, "\",\"");
        }

        return false;
    }

    private static void Refuse(ref Cursor cursor, int start, string expected)
    {
        Place open = cursor.At(start, 1);
        if (cursor.IsAtEnd)
        {
            cursor.Lose(open, "cannot read the array: it has no closing \"]\"");
            return;
        }

        bool isBelow = cursor.IsLineBelow(start);
        string place = isBelow ? $" in the array that starts at {cursor.Locate(open)}" : "";
        cursor.Lose(
            cursor.Found(),
            $"cannot read the array: expected {expected} or \"]\"{place}, found {cursor.Describe()}",
            isBelow ? open : default);
    }
}
