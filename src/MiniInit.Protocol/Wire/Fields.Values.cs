using System;
using System.Text.Json;

namespace MiniInit.Protocol.Wire;

internal ref partial struct Fields
{
    public string? TextOrNone(ReadOnlySpan<byte> name, int most = int.MaxValue)
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.String);
        if (value.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Json.Reader(value);
        string? text = Json.TextOf(ref reader);
        if (text is null)
        {
            Refuse(name);
        }
        else if (text.Length > most)
        {
            Refuse(name, $"it is longer than {most} letters");
        }

        return text;
    }

    public string Text(ReadOnlySpan<byte> name, int most = int.MaxValue) => TextOrNone(name, most) ?? Missing(name, "");

    /// <summary>A text that is one of a few.</summary>
    public string? ChoiceOrNone(ReadOnlySpan<byte> name, ReadOnlySpan<string> choices)
    {
        string? text = TextOrNone(name);
        foreach (string choice in choices)
        {
            if (choice == text)
            {
                return choice;
            }
        }

        if (text is not null)
        {
            Refuse(name);
        }

        return null;
    }

    public string Choice(ReadOnlySpan<byte> name, ReadOnlySpan<string> choices) =>
        ChoiceOrNone(name, choices) ?? Missing(name, "");

    /// <summary>A whole number, written without a fraction and an exponent.</summary>
    public long? NumberOrNone(ReadOnlySpan<byte> name, long least = long.MinValue, long most = long.MaxValue)
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.Number);
        if (value.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Json.Reader(value);
        if (!reader.TryGetInt64(out long number))
        {
            Refuse(name);
            return null;
        }

        if (number < least || number > most)
        {
            Refuse(name, $"it is not between {least} and {most}");
            return null;
        }

        return number;
    }

    public long Number(ReadOnlySpan<byte> name) => NumberOrNone(name) ?? Missing(name, 0L);

    public int? IntegerOrNone(ReadOnlySpan<byte> name, int least = int.MinValue, int most = int.MaxValue) =>
        (int?)NumberOrNone(name, least, most);

    public int Integer(ReadOnlySpan<byte> name) => IntegerOrNone(name) ?? Missing(name, 0);

    public bool? FlagOrNone(ReadOnlySpan<byte> name)
    {
        if (!TryFind(name, out FieldSlot slot) || slot.Type == JsonTokenType.Null)
        {
            return null;
        }

        return slot.Type == JsonTokenType.True ? true : Is(name, slot, JsonTokenType.False) ? false : null;
    }

    public bool Flag(ReadOnlySpan<byte> name) => FlagOrNone(name) ?? Missing(name, false);

    public byte[]? BytesOrNone(ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.String);
        if (value.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Json.Reader(value);
        byte[]? bytes = Json.BytesOf(ref reader);
        if (bytes is null)
        {
            Refuse(name);
        }

        return bytes;
    }
}
