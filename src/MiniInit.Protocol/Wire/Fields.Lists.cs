using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MiniInit.Protocol.Wire;

internal ref partial struct Fields
{
    public IReadOnlyList<string>? TextsOrNone(ReadOnlySpan<byte> name, int most = int.MaxValue)
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.StartArray);
        if (value.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Json.Reader(value);
        string[] texts = Room<string>(reader, name, most);
        for (int i = 0; i < texts.Length; i++)
        {
            reader.Read();
            string? text = reader.TokenType == JsonTokenType.String ? Json.TextOf(ref reader) : null;
            if (text is null)
            {
                Refuse(name);
                return [];
            }

            texts[i] = text;
        }

        return texts;
    }

    /// <summary>Texts that have to be there. Null is none of them: that is how Go writes an empty list.</summary>
    public IReadOnlyList<string> Texts(ReadOnlySpan<byte> name, int most = int.MaxValue) =>
        TextsOrNone(name, most) ?? (TryFind(name, out _) ? [] : Missing<IReadOnlyList<string>>(name, []));

    public T? ObjectOrNone<T>(ReadOnlySpan<byte> name, FieldsReading<T> read)
        where T : class
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.StartObject);
        return value.IsEmpty ? null : Inner(value, read);
    }

    public T Object<T>(ReadOnlySpan<byte> name, FieldsReading<T> read)
        where T : class =>
        ObjectOrNone(name, read) ?? Missing<T>(name, null!);

    public IReadOnlyList<T>? ObjectsOrNone<T>(ReadOnlySpan<byte> name, FieldsReading<T> read)
        where T : class
    {
        ReadOnlySpan<byte> value = Written(name, JsonTokenType.StartArray);
        if (value.IsEmpty)
        {
            return null;
        }

        Utf8JsonReader reader = Json.Reader(value);
        T[] objects = Room<T>(reader, name, int.MaxValue);
        for (int i = 0; i < objects.Length; i++)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Refuse(name);
                return [];
            }

            int start = (int)reader.TokenStartIndex;
            reader.Skip();
            objects[i] = Inner(value[start..(int)reader.BytesConsumed], read);
        }

        return objects;
    }

    public IReadOnlyList<T> Objects<T>(ReadOnlySpan<byte> name, FieldsReading<T> read)
        where T : class =>
        ObjectsOrNone(name, read) ?? Missing<IReadOnlyList<T>>(name, []);

    private T Inner<T>(ReadOnlySpan<byte> json, FieldsReading<T> read)
    {
        Fields inner = new(json);
        T value = read(ref inner);
        Fault ??= inner.Fault;
        return value;
    }

    // Counted first, so that exactly what is needed is allocated.
    private T[] Room<T>(Utf8JsonReader reader, ReadOnlySpan<byte> name, int most)
    {
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
            count++;
        }

        if (count > most)
        {
            Refuse(name, $"it has more than {most} entries");
            return [];
        }

        return count == 0 ? [] : new T[count];
    }
}
