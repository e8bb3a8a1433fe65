using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Toml.Tests.Properties;

/// <summary>Makes trees of all kinds of values, with keys and strings that are hard to write.</summary>
internal static class Trees
{
    private static readonly Gen<string> s_piece = Gen.Elements(
        "a", "B-c_1", "key", " ", "\t", "\n", "\r", "\r\n", "\"", "\"\"\"", "'", "'''", "\\", "\\n", "\0", "\u0007",
        "\u001F", "\u007F", "\u0085", "\u2028", "\u202E", "\uFEFF", "é", "日本", "😀", "#", "=", ".", ",", "[", "]",
        "{", "}", "true", "1979-05-27", "= '''");

    public static Gen<string> Text { get; } =
        s_piece.ListOf().Select(pieces => string.Concat(pieces));

    public static Gen<TomlTable> Roots { get; } = Gen.Sized(size => Table(Math.Min(size, 60), 4));

    private static Gen<TomlTable> Table(int size, int depth) =>
        from keys in Text.ListOf().Resize(Math.Max(1, size / 6))
        from values in Value(size / 2, depth - 1).ListOf(keys.Count)
        from isInline in Gen.Elements(true, false, false)
        select new TomlTable(
            keys.Zip(values, KeyValuePair.Create).DistinctBy(pair => pair.Key, StringComparer.Ordinal), isInline);

    private static Gen<TomlArray> Array(int size, int depth) =>
        from mixed in Value(size / 2, depth - 1).ListOf().Resize(Math.Max(1, size / 6))
        from tables in Table(size / 2, depth - 1).ListOf().Resize(Math.Max(1, size / 6))
        from ofTables in Gen.Elements(true, false)
        select new TomlArray(ofTables ? tables : mixed);

    private static Gen<TomlValue> Value(int size, int depth) =>
        depth <= 0
            ? Scalar()
            : Gen.OneOf(
                Scalar(),
                Table(size, depth).Select(table => (TomlValue)table),
                Array(size, depth).Select(array => (TomlValue)array));

    private static Gen<TomlValue> Scalar()
    {
        Gen<TomlDate> date =
            from year in Gen.Choose(0, 9999)
            from month in Gen.Choose(1, 12)
            from day in Gen.Choose(1, 28)
            select new TomlDate(year, month, day);
        Gen<TomlTime> time =
            from second in Gen.Choose(0, 86399)
            from nanosecond in Gen.OneOf(Gen.Choose(0, 999_999_999), Gen.Elements(0, 1, 500_000_000, 120_000_000))
            select new TomlTime(second / 3600, second / 60 % 60, second % 60, nanosecond);
        Gen<long> integer = Gen.OneOf(
            ArbMap.Default.GeneratorFor<long>(), ArbMap.Default.GeneratorFor<int>().Select(i => (long)i),
            Gen.Elements(long.MinValue, long.MaxValue));
        Gen<double> number = Gen.OneOf(
            ArbMap.Default.GeneratorFor<double>(),
            ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble),
            Gen.Elements(0.0, -0.0, 1.0, 1e16, 1e22, 1e-7, double.Epsilon, double.MaxValue));
        return Gen.OneOf(
            Text.Select(value => (TomlValue)new TomlString(value)),
            integer.Select(value => (TomlValue)new TomlInteger(value)),
            number.Select(value => (TomlValue)new TomlFloat(value)),
            Gen.Elements(true, false).Select(value => (TomlValue)new TomlBoolean(value)),
            date.Select(value => (TomlValue)new TomlLocalDate(value)),
            time.Select(value => (TomlValue)new TomlLocalTime(value)),
            date.Zip(time, (d, t) => (TomlValue)new TomlLocalDateTime(d, t)),
            date.Zip(time).Zip(
                Gen.Choose(-1439, 1439),
                (at, minutes) => (TomlValue)new TomlOffsetDateTime(at.Item1, at.Item2, minutes)));
    }
}
