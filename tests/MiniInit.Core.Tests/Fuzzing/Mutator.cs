using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MiniInit.Core.Tests.Fuzzing;

/// <summary>
/// Makes texts that are nearly right: of those of a corpus, by what goes wrong in an editor, on a disk, and by malice.
/// </summary>
/// <param name="seed">The same seed gives the same texts.</param>
/// <param name="corpus">Texts that are right.</param>
/// <param name="pieces">What is put in: pieces of the language.</param>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> corpus, params string[] pieces)
{
    private static readonly byte[][] s_common = [.. new[]
    {
        "", " ", "\t", "\n", "\r\n", "\0", "\e", "\u202E", "\uFEFF", "é", "😀", "0", "-1", "99999999999999999999", "9223372036854775807",
        "2147483648", "4294967296", "1e308", "\"", "'", "\\", "#", "=", "$", "%s", "..", "/", ",",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2]];

    private readonly Random _random = new(seed);
    private readonly byte[][] _pieces = [.. pieces.Select(Encoding.UTF8.GetBytes), .. s_common];

    /// <summary>Gives the next text; it may be right still.</summary>
    public byte[] Next()
    {
        List<byte> text = [.. corpus[_random.Next(corpus.Count)]];
        for (int count = 1 + (_random.Next(3) * _random.Next(3)); count > 0; count--)
        {
            Mutate(text);
        }

        return [.. text];
    }

    private void Mutate(List<byte> text)
    {
        int at = _random.Next(text.Count + 1);
        int length = Math.Min(_random.Next(1, 20), text.Count - at);
        switch (_random.Next(12))
        {
            case 0 when at < text.Count:
                text[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                text.RemoveRange(at, text.Count - at);
                break;
            case 2:
                text.RemoveRange(at, length);
                break;
            case 3:
                // Now and then as often as makes what grows with the square of it take long.
                byte[] again = [.. text.GetRange(at, length)];
                for (int count = _random.Next(50) == 0 ? 300 : 1; count > 0; count--)
                {
                    text.InsertRange(at, again);
                }

                break;
            case 4:
                byte[] other = corpus[_random.Next(corpus.Count)];
                int from = _random.Next(other.Length + 1);
                text.InsertRange(at, other.AsSpan(from, _random.Next(other.Length - from + 1)).ToArray());
                break;
            case 5:
                byte[] bytes = new byte[_random.Next(1, 8)];
                _random.NextBytes(bytes);
                text.InsertRange(at, bytes);
                break;
            case 6 or 7:
                MoveLine(text, at);
                break;
            case 8:
                text.RemoveRange(at, length);
                text.InsertRange(at, Piece());
                break;
            default:
                text.InsertRange(at, Piece());
                break;
        }
    }

    private byte[] Piece() => _pieces[_random.Next(_pieces.Length)];

    /// <summary>The line at a place goes elsewhere, or there twice, or one of another text comes.</summary>
    private void MoveLine(List<byte> text, int at)
    {
        List<byte> source = _random.Next(3) == 0 ? [.. corpus[_random.Next(corpus.Count)]] : text;
        if (source.Count == 0)
        {
            return;
        }

        int start = source.LastIndexOf((byte)'\n', Math.Clamp(at, 1, source.Count) - 1) + 1;
        int end = source.IndexOf((byte)'\n', start);
        byte[] line = [.. source[start..(end < 0 ? source.Count : end)], (byte)'\n'];
        if (source == text && end > 0 && _random.Next(2) == 0)
        {
            text.RemoveRange(start, line.Length);
        }

        int to = text.Count == 0 ? 0 : text.LastIndexOf((byte)'\n', _random.Next(text.Count)) + 1;
        text.InsertRange(to, line);
    }
}
