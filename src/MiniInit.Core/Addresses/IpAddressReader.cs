using System;

namespace MiniInit.Core.Addresses;

/// <summary>Reads IP addresses as inet_pton(3) does: four decimal numbers, or RFC 4291.</summary>
internal static class IpAddressReader
{
    /// <summary>Reads <c>127.0.0.1</c>. Leading zeros are refused: half of the world reads them as octal.</summary>
    public static bool TryReadVersion4(ReadOnlySpan<char> text, out IpAddress address)
    {
        bool read = TryReadDotted(text, out uint bits);
        address = IpAddress.Version4(bits);
        return read;
    }

    /// <summary>Reads <c>::1</c>, <c>2001:db8::1</c>, <c>::ffff:10.0.0.1</c>; no zone.</summary>
    public static bool TryReadVersion6(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        UInt128 bits = 0;
        int groups = 0;
        int gap = -1;
        int at = 0;
        if (text.StartsWith("::"))
        {
            (gap, at) = (0, 2);
        }

        while (at < text.Length)
        {
            ReadOnlySpan<char> rest = text[at..];
            int colon = rest.IndexOf(':');
            ReadOnlySpan<char> group = colon < 0 ? rest : rest[..colon];
            if (colon < 0 && group.Contains('.') && groups <= 6 && TryReadDotted(group, out uint dotted))
            {
                bits = (bits << 32) | dotted;
                groups += 2;
                break;
            }

            if (groups == 8 || !TryReadGroup(group, out ushort number))
            {
                return false;
            }

            bits = (bits << 16) | number;
            groups++;
            at += group.Length;
            if (colon >= 0 && !TrySkipColons(text, ref at, ref gap, groups))
            {
                return false;
            }
        }

        if (gap < 0 ? groups != 8 : groups > 7)
        {
            return false;
        }

        address = IpAddress.Version6(gap < 0 ? bits : Widen(bits, groups, gap));
        return true;
    }

    /// <summary>Skips <c>:</c>, with something behind it, or the only <c>::</c>, which may end the text.</summary>
    private static bool TrySkipColons(ReadOnlySpan<char> text, ref int at, ref int gap, int groups)
    {
        at++;
        if (at == text.Length)
        {
            return false;
        }

        if (text[at] != ':')
        {
            return true;
        }

        at++;
        bool isFirst = gap < 0;
        gap = groups;
        return isFirst;
    }

    /// <summary>Puts the zeros of <c>::</c> behind the first groups.</summary>
    private static UInt128 Widen(UInt128 bits, int groups, int gap)
    {
        int behind = 16 * (groups - gap);
        UInt128 low = bits & ((UInt128.One << behind) - 1);
        return gap == 0 ? low : ((bits >> behind) << (128 - (16 * gap))) | low;
    }

    private static bool TryReadGroup(ReadOnlySpan<char> text, out ushort number)
    {
        number = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            number = (ushort)((number << 4) | HexDigit(c));
        }

        return text.Length is >= 1 and <= 4;
    }

    private static int HexDigit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;

    private static bool TryReadDotted(ReadOnlySpan<char> text, out uint bits)
    {
        bits = 0;
        int parts = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            bool fits = parts < 4 && part.Length is >= 1 and <= 3 && !part.ContainsAnyExceptInRange('0', '9')
                && (part.Length == 1 || part[0] != '0');
            if (!fits || !byte.TryParse(part, out byte number))
            {
                return false;
            }

            bits = (bits << 8) | number;
            parts++;
        }

        return parts == 4;
    }
}
