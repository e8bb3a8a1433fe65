using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace MiniInit.Toml.Tests.Properties;

/// <summary>Makes texts that are right, nearly right, or nothing at all.</summary>
internal static class Texts
{
    private static readonly byte[][] s_fragments =
    [
        .. new[]
        {
            "a", "b", "key", "1", "-", "+", "0x", "_", ".", "e", "inf", "nan", "true", "1979-05-27", "T",
            "07:32:00", "Z", "+01:00", " ", "\t", "\n", "\r\n", "\r", "=", " = ", ",", "[", "]", "[[", "]]", "{", "}",
            "\"", "'", "\"\"\"", "'''", "\\", "\\n", "\\u00e9", "\\ud800", "#", "# c\n", "é", "😀", "\0", "\u001B",
            "\uFEFF", "a = 1\n", "[t]\n", "[[t]]\n", "a.b = ", "\"x\"", "{ a = 1 }", "[1, 2]", "= '''",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0x80],
    ];

    public static Gen<byte[]> Any { get; } = Gen.Frequency(
        (1, ArbMap.Default.GeneratorFor<byte[]>()),
        (4, Gen.Elements(s_fragments).ListOf().Select(Concatenate)),
        (2, Trees.Roots.SelectMany(tree => Damage(Encoding.UTF8.GetBytes(TomlWriter.Write(tree))))));

    /// <summary>Replaces a few stretches of a text by fragments.</summary>
    private static Gen<byte[]> Damage(byte[] text) =>
        from cuts in (from at in Gen.Choose(0, text.Length)
                      from length in Gen.Choose(0, 3)
                      from fragment in Gen.Elements(s_fragments)
                      select (at, length, fragment)).ListOf(2)
        select cuts.Aggregate(text, (bytes, cut) =>
            [.. bytes.Take(cut.at), .. cut.fragment, .. bytes.Skip(cut.at + cut.length)]);

    private static byte[] Concatenate(IList<byte[]> fragments) => [.. fragments.SelectMany(f => f)];
}
