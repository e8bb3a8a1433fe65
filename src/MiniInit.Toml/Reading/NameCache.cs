using System;
using System.Text;

namespace MiniInit.Toml.Reading;

/// <summary>
/// Remembers the last bare keys, since the tables of one text mostly have the same keys. One slot a hash value: keys
/// made to collide cost a string each, as without it.
/// </summary>
internal sealed class NameCache
{
    private const int Slots = 128;
    private const int MaximumLength = 32;

    private readonly string?[] _names = new string?[Slots];

    public string Get(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaximumLength)
        {
            return Encoding.ASCII.GetString(name);
        }

        uint hash = (uint)name.Length;
        foreach (byte b in name)
        {
            hash = (hash * 31) + b;
        }

        ref string? slot = ref _names[(hash ^ (hash >> 16)) % Slots];
        if (slot is null || !Ascii.Equals(name, slot))
        {
            slot = Encoding.ASCII.GetString(name);
        }

        return slot;
    }
}
