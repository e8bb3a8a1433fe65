using System;
using System.Buffers.Binary;
using System.Text;

namespace MiniInit.Core.Addresses;

/// <summary>An IPv4 or IPv6 address.</summary>
public readonly record struct IpAddress
{
    private IpAddress(UInt128 bits, bool isVersion6)
    {
        Bits = bits;
        IsVersion6 = isVersion6;
    }

    /// <summary>The address as a number, most significant byte first; 32 bits of it for IPv4.</summary>
    public UInt128 Bits { get; }

    /// <summary>Whether it is an IPv6 address; IPv4 ones mapped into IPv6 are.</summary>
    public bool IsVersion6 { get; }

    // What the compiler would write here compares by way of a comparer of UInt128: 10 KB of process 1.

    /// <inheritdoc/>
    public bool Equals(IpAddress other) => Bits == other.Bits && IsVersion6 == other.IsVersion6;

    /// <inheritdoc/>
    public override int GetHashCode() => ((ulong)(Bits >> 64) ^ (ulong)Bits).GetHashCode();

    /// <summary>Makes an IPv4 address.</summary>
    /// <param name="bits">Most significant byte first: 0x7F000001 is 127.0.0.1.</param>
    public static IpAddress Version4(uint bits) => new(bits, isVersion6: false);

    /// <summary>Makes an IPv6 address.</summary>
    /// <param name="bits">Most significant byte first: 1 is ::1.</param>
    public static IpAddress Version6(UInt128 bits) => new(bits, isVersion6: true);

    /// <summary>Gives the 4 or 16 bytes in network order.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return IsVersion6 ? bytes : bytes[12..];
    }

    /// <summary>Prints <c>127.0.0.1</c>, or as RFC 5952 wants it <c>2001:db8::1</c>, <c>::ffff:10.0.0.1</c>.</summary>
    public override string ToString()
    {
        if (!IsVersion6)
        {
            return Dotted((uint)Bits);
        }

        bool isMapped = Bits >> 32 == 0xFFFF;
        (int runStart, int runLength) = isMapped ? (0, 5) : LongestZeroRun();
        int groups = isMapped ? 6 : 8;
        StringBuilder output = new();
        for (int i = 0; i < groups; i++)
        {
            if (i == runStart && runLength > 1)
            {
                output.Append("::");
                i += runLength - 1;
                continue;
            }

            output.Append(output.Length > 0 && output[^1] != ':' ? ":" : "").Append($"{Group(i):x}");
        }

        return isMapped ? $"{output}:{Dotted((uint)Bits)}" : output.ToString();
    }

    private static string Dotted(uint bits) =>
        $"{bits >> 24}.{(bits >> 16) & 0xFF}.{(bits >> 8) & 0xFF}.{bits & 0xFF}";

    private ushort Group(int index) => (ushort)(Bits >> (112 - (16 * index)));

    private (int Start, int Length) LongestZeroRun()
    {
        (int start, int length) = (0, 0);
        int run = 0;
        for (int i = 0; i < 8; i++)
        {
            run = Group(i) == 0 ? run + 1 : 0;
            if (run > length)
            {
                (start, length) = (i - run + 1, run);
            }
        }

        return (start, length);
    }
}
