using System;
using System.Text;
using System.Text.Json;

namespace MiniInit.Protocol.Wire;

/// <summary>
/// The fields of one object of JSON, asked for by name. The first that is not as it should be is remembered, and the
/// one who asked goes on with a value that nobody will see: so what an object has can be told in one expression.
/// </summary>
/// <remarks>
/// The text is walked through once to find the fields, and each value once more when it is asked for. Nothing is
/// allocated but what is given back, and nothing calls itself.
/// </remarks>
internal ref partial struct Fields
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly int _count;
    private FieldSlots _slots;
    private ulong _asked;

    /// <summary>Finds the fields.</summary>
    /// <param name="json">The text of an object, all of it.</param>
    /// <exception cref="JsonException">It is not JSON, or nested too deep.</exception>
    public Fields(ReadOnlySpan<byte> json)
    {
        _json = json;
        Utf8JsonReader reader = Json.Reader(json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int nameStart = (int)reader.TokenStartIndex;
            int nameEnd = nameStart + reader.ValueSpan.Length + 2;
            reader.Read();
            int valueStart = (int)reader.TokenStartIndex;
            JsonTokenType type = reader.TokenType;
            reader.Skip();
            if (_count == ProtocolLimits.Fields)
            {
                Fault ??= new FieldFault(NameOf(json[nameStart..nameEnd]), null);
                continue;
            }

            _slots[_count++] = new FieldSlot(nameStart, nameEnd, valueStart, (int)reader.BytesConsumed, type);
        }

        // The end of the text, with nothing behind it.
        reader.Read();
    }

    /// <summary>What was wrong first; null while nothing was.</summary>
    public FieldFault? Fault { get; private set; }

    /// <summary>Remembers what is wrong, unless something was before.</summary>
    public void Refuse(ReadOnlySpan<byte> name, string? sentence = null) =>
        Fault ??= new FieldFault(Encoding.UTF8.GetString(name), sentence);

    /// <summary>Finds fault with a field that nobody asked for.</summary>
    public void RefuseOthers()
    {
        for (int i = 0; i < _count; i++)
        {
            if ((_asked & (1UL << i)) == 0)
            {
                Fault ??= new FieldFault(NameOf(_json[_slots[i].NameStart.._slots[i].NameEnd]), null);
                return;
            }
        }
    }

    /// <summary>Gives a field as it is written; empty if it is not there, or null.</summary>
    public ReadOnlySpan<byte> Written(ReadOnlySpan<byte> name, JsonTokenType type) =>
        TryFind(name, out FieldSlot slot) && Is(name, slot, type) ? ValueOf(slot) : default;

    private static string NameOf(ReadOnlySpan<byte> written)
    {
        Utf8JsonReader reader = Json.Reader(written);
        return Echo.Of(Json.TextOf(ref reader) ?? "\uFFFD");
    }

    private readonly ReadOnlySpan<byte> ValueOf(scoped in FieldSlot slot) => _json[slot.ValueStart..slot.ValueEnd];

    private T Missing<T>(ReadOnlySpan<byte> name, T value)
    {
        Refuse(name);
        return value;
    }

    private bool Is(ReadOnlySpan<byte> name, in FieldSlot slot, JsonTokenType type)
    {
        if (slot.Type != type && slot.Type != JsonTokenType.Null)
        {
            Refuse(name);
        }

        return slot.Type == type;
    }

    private bool TryFind(ReadOnlySpan<byte> name, out FieldSlot found)
    {
        found = default;
        bool isFound = false;
        for (int i = 0; i < _count; i++)
        {
            FieldSlot slot = _slots[i];
            if (!Escapes.Means(_json[(slot.NameStart + 1)..(slot.NameEnd - 1)], name))
            {
                continue;
            }

            if (isFound)
            {
                Refuse(name, "it is there twice");
            }

            found = slot;
            isFound = true;
            _asked |= 1UL << i;
        }

        return isFound;
    }
}
