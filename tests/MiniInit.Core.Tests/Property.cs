using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Values;

namespace MiniInit.Core.Tests;

internal delegate bool TryParse<T>(string text, out T? value, out TextError error);

/// <summary>What every parser of a text value must keep, whatever the text.</summary>
internal static class Property
{
    private static readonly FsCheck.Config s_config =
        FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(60);

    public static void Holds<T>(Gen<T> generator, Action<T> property) =>
        FsCheck.Check.One(s_config, Prop.ForAll(Arb.From(generator), property));

    /// <summary>Any text gives an error with a place within it, or a value that reads back as printed.</summary>
    public static void Reads<T>(TryParse<T> parse, params string[] fragments)
        where T : notnull =>
        Holds(Texts(fragments), text =>
        {
            if (!parse(text, out T? value, out TextError error))
            {
                AssertUsable(error, text);
                return;
            }

            Assert.Equal(default, error);
            string printed = value!.ToString()!;
            Assert.True(parse(printed, out T? again, out error), $"{printed}: {error.Message}");
            Assert.Equal(value, again);
            Assert.Equal(printed, again!.ToString());
        });

    /// <summary>Texts of anything, and of pieces that are nearly right together.</summary>
    public static Gen<string> Texts(params string[] fragments)
    {
        string[] common =
            ["", " ", "\t", "\n", "\0", "\u001B", "\u202E", "\uD83D", "😀", "é", "0", "1", "9", "99999999999"];
        return Gen.Frequency(
            (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")),
            (1, Gen.Elements(common.Concat(fragments)).ListOf().Select(Join)),
            (3, Gen.Elements(fragments).ListOf().Select(Join)));
    }

    public static void AssertUsable(TextError error, string text)
    {
        Assert.StartsWith("cannot ", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Offset, 0, text.Length);
        Assert.InRange(error.Length, 0, text.Length - error.Offset);
        Assert.InRange(error.Message.Length, 10, 1500);
        foreach (Rune rune in error.Message.EnumerateRunes())
        {
            Assert.False(Rune.IsControl(rune) || rune.Value == 0x202E, error.Message);
        }
    }

    private static string Join(IEnumerable<string> parts) => string.Concat(parts);
}
