using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MiniInit.Protocol.Tests.Hostile;

/// <summary>Makes frames wrong in the ways in which frames go wrong, and in some that only malice finds.</summary>
internal sealed class Mutation
{
    private static readonly byte[][] s_pieces = [.. new[]
    {
        "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-0", "1e3", "1E999999999", "-", "0.1", "00",
        "99999999999999999999999999999999999999999", "9223372036854775807", "-9223372036854775808", "\\ud800",
        "\\udc00", "\\u0000", "\\u", "\"\":", "\"method\":", "\"parameters\":", "\"job\":", "\"job\":\"x\",",
        "\"more\":true,", "\"oneway\":true,", "{\"a\":", "//", "/*", " ", "\t", "\n", "\uFEFF", "é", "😀", "\u0001",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2]];

    private readonly Random _random;
    private readonly byte[][] _valid;

    public Mutation(int seed, IEnumerable<string> valid)
    {
        _random = new Random(seed);
        _valid = [.. valid.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Which of the valid frames the last one was made of.</summary>
    public int Origin { get; private set; }

    /// <summary>Gives the next frame; it may be valid still.</summary>
    public byte[] Next()
    {
        Origin = _random.Next(_valid.Length);
        List<byte> frame = [.. _valid[Origin]];
        for (int count = 1 + (_random.Next(3) * _random.Next(3)); count > 0; count--)
        {
            Mutate(frame);
        }

        return [.. frame];
    }

    private void Mutate(List<byte> frame)
    {
        int at = _random.Next(frame.Count + 1);
        int length = Math.Min(_random.Next(1, 20), frame.Count - at);
        switch (_random.Next(10))
        {
            case 0 or 1 when at < frame.Count:
                frame[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 2:
                frame.RemoveRange(at, frame.Count - at);
                break;
            case 3:
                frame.RemoveRange(at, length);
                break;
            case 4:
                frame.InsertRange(at, frame.GetRange(at, length));
                break;
            case 5:
                byte[] other = _valid[_random.Next(_valid.Length)];
                int from = _random.Next(other.Length);
                frame.InsertRange(at, other.AsSpan(from, _random.Next(other.Length - from)).ToArray());
                break;
            case 6:
                Nest(frame, at);
                break;
            case 7:
                byte[] bytes = new byte[_random.Next(1, 8)];
                _random.NextBytes(bytes);
                frame.InsertRange(at, bytes);
                break;
            default:
                frame.InsertRange(at, s_pieces[_random.Next(s_pieces.Length)]);
                break;
        }
    }

    // Now and then as deep as a call can be.
    private void Nest(List<byte> frame, int at)
    {
        int depth = _random.Next(1000) == 0 ? 30_000 : _random.Next(1, 40);
        bool isObject = _random.Next(2) == 0;
        string open = string.Concat(Enumerable.Repeat(isObject ? "{\"a\":" : "[", depth));
        string close = _random.Next(3) == 0 ? "" : new string(isObject ? '}' : ']', depth);
        frame.InsertRange(at, Encoding.UTF8.GetBytes(open + (isObject ? "0" : "") + close));
    }
}
