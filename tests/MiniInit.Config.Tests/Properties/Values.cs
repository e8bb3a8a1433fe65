using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Tests.Properties;

/// <summary>Right values of each form, as they are written in files.</summary>
internal static class Values
{
    public static Gen<TomlValue> Text { get; } = ArbMap.Default.GeneratorFor<string>()
        .Select(text => (TomlValue)new TomlString(WellFormed(text ?? "")));

    public static Gen<TomlValue> Script { get; } = Gen.OneOf(
        Text.Select(text => (TomlValue)new TomlString($"exec {((TomlString)text).Value}")),
        Words("set -u\nexec web\n", "exec web '''", "\texec web \"\"\" \\", "\nexec web"));

    public static Gen<TomlValue> Flag { get; } =
        Gen.Elements(true, false).Select(flag => (TomlValue)new TomlBoolean(flag));

    public static Gen<TomlValue> Variable { get; } = Words("PATH", "_x", "A1", "LC_ALL", "HOME");

    public static Gen<TomlValue> Path { get; } =
        Words("/", "/srv", "/srv/web.log", "/a b", "/é", "/a/../b", "/a\\b", "/a\"b", "/$A");

    public static Gen<TomlValue> Account { get; } =
        Gen.OneOf(Words("www-data", "root", "0", "a.b", "é"), Integer(0, int.MaxValue));

    public static Gen<TomlValue> Signal { get; } =
        Gen.OneOf(Words("TERM", "SIGINT", "usr1", "RTMIN+3", "RTMAX-1", "15"), Integer(1, 64));

    public static Gen<TomlValue> Names { get; } = Set(Words("db", "redis", "net/apache", "a-b.c", "x@1"));

    public static Gen<TomlValue> Expression { get; } = Gen.OneOf(
        Words("startup", "started db", "job:db", "file:/run/x", "net-up IFACE!=lo", "started \"a b\" K='and'"),
        Words("(started a or stopped b) and c", "a and b or c", "(a and\n b)", "runlevel [2345]", "\"not\" \"job:x\""));

    public static Gen<TomlValue> Pause { get; } = Gen.OneOf(
        Integer(0, 1000),
        Floats(0.5, 1.25, 0.0000001),
        Words("250ms", "5s", "1h30m", "1d2h3m4s5ms6us", "0", "1.5h", "90min"),
        Gen.Choose(0, int.MaxValue).Select(Span));

    public static Gen<TomlValue> Timeout { get; } = Gen.OneOf(
        Integer(1, 1000),
        Floats(0.5, 1.25, 0.001),
        Words("1ms", "5s", "1h30m", "366d"),
        Gen.Choose(10_000, int.MaxValue).Select(Span));

    public static Gen<TomlValue> Command { get; } = Gen.OneOf(
        Words("redis-server --save ''", "/usr/bin/web", "web a  b\tc", "web | tee /log", "web \"$PORT\" > x"),
        List(Gen.OneOf(Words("web", "-p", "", "a b", "$X", "&&"), Text), least: 0).Select(WithProgram));

    public static Gen<TomlValue> Environment { get; } =
        from names in Gen.SubListOf("PATH", "_x", "A1", "LC_ALL", "http.proxy", "a-b")
        from values in Words("", "x", "$PATH:/x", "${A:-b}", "${A:+c}", "a\nb", "\"", "${}").ListOf(names.Count)
        select (TomlValue)new TomlTable(
            names.Zip(values, (name, value) => KeyValuePair.Create(name, value)), isInline: true);

    public static Gen<TomlValue> Words(params string[] words) =>
        Gen.Elements(words).Select(word => (TomlValue)new TomlString(word));

    public static Gen<TomlValue> Integer(int least, int most) =>
        Gen.Frequency((4, Gen.Choose(least, most)), (1, Gen.Elements(least, most)))
            .Select(value => (TomlValue)new TomlInteger(value));

    public static Gen<TomlValue> Floats(params double[] values) =>
        Gen.Elements(values).Select(value => (TomlValue)new TomlFloat(value));

    public static Gen<TomlValue> List(Gen<TomlValue> element, int least = 0) =>
        from count in Gen.Choose(least, 6)
        from items in element.ListOf(count)
        select (TomlValue)new TomlArray(items);

    /// <summary>A list that has no element twice, whatever its values come to: compared as lower-case texts.</summary>
    public static Gen<TomlValue> Set(Gen<TomlValue> element, int least = 0) => List(element, least).Select(
        list => (TomlValue)new TomlArray(((TomlArray)list)
            .DistinctBy(item => TomlWriter.WriteValue(item).Trim('"').ToUpperInvariant())));

    private static TomlValue Span(int ticks) => new TomlString(Duration.Format(new TimeSpan(ticks)));

    private static TomlValue WithProgram(TomlValue list) =>
        new TomlArray(((TomlArray)list).Prepend(new TomlString("web")));

    /// <summary>Takes out halves of surrogate pairs, which TOML has not, and NUL, which no text may hold.</summary>
    private static string WellFormed(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value is not (0 or 0xFFFD)));
}
