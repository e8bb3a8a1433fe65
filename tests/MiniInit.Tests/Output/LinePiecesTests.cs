using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class LinePiecesTests
{
    private const int Most = OutputLimits.LineBytes;

    [Fact]
    public void A_line_that_just_fits_is_whole_and_one_byte_more_makes_two_parts()
    {
        string fits = new('x', Most);
        Assert.Equal([$"{Most}!"], Lengths(Bytes(fits + "\n")));
        Assert.Equal([$"{Most}", "1!"], Lengths(Bytes(fits + "y\n")));
        Assert.Equal([$"{Most}"], Lengths(Bytes(fits)));
        Assert.Equal([$"{Most}", $"{Most}!", "0!"], Lengths(Bytes(fits + fits + "\n\n")));
    }

    [Fact]
    public void What_may_still_become_one_line_is_not_complete()
    {
        string fits = new('x', Most);
        Assert.Equal(0, LinePieces.Complete([]));
        Assert.Equal(0, LinePieces.Complete(Bytes(fits)));
        Assert.Equal(Most, LinePieces.Complete(Bytes(fits + "y")));
        Assert.Equal(2, LinePieces.Complete(Bytes("\n\n" + fits)));
        Assert.Equal(2 + (2 * Most), LinePieces.Complete(Bytes("\n\n" + fits + fits + "y")));
    }

    [Theory]
    [InlineData("é", 1)]
    [InlineData("€", 2)]
    [InlineData("😀", 3)]
    public void A_character_is_not_cut_in_two(string character, int most)
    {
        for (int before = 1; before <= most; before++)
        {
            byte[] line = Bytes(new string('x', Most - before) + character + "tail");
            Assert.Equal($"{Most - before}", Lengths(line)[0]);
        }
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0xBF)]
    public void Bytes_that_only_look_like_characters_are_cut_where_it_is_due(byte filler)
    {
        byte[] line = new byte[Most + 10];
        line.AsSpan().Fill(filler);
        Assert.Equal([$"{Most}", "10"], Lengths(line));
        line[Most - 2] = 0xC3; // two bytes long, and over before the cut
        Assert.Equal([$"{Most}", "10"], Lengths(line));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static List<string> Lengths(byte[] bytes)
    {
        var lengths = new List<string>();
        var pieces = new LinePieces(bytes);
        while (pieces.MoveNext())
        {
            lengths.Add(pieces.Piece.Length + (pieces.EndsLine ? "!" : ""));
        }

        return lengths;
    }
}
