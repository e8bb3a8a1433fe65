using System;
using System.Text.Json;
using System.Text.Unicode;

namespace MiniInit.Protocol.Wire;

/// <summary>How JSON is read here.</summary>
internal static class Json
{
    /// <summary>What is wrong when the reader throws, which does not say which of the two it was.</summary>
    public const string NotJson = "it is not JSON, or nested too deep";

    private static readonly JsonReaderOptions s_options = new() { MaxDepth = ProtocolLimits.Depth };

    /// <summary>Gives a reader that stands on the first token.</summary>
    /// <param name="json">One value.</param>
    /// <exception cref="JsonException">There is none.</exception>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, s_options);
        reader.Read();
        return reader;
    }

    /// <summary>Says what is wrong with a text that should be an object; null if it starts as one.</summary>
    public static string? WhatIsWrong(ReadOnlySpan<byte> json)
    {
        // The reader of JSON leaves the inside of texts unchecked until somebody asks for them.
        if (!Utf8.IsValid(json))
        {
            return "it is not UTF-8";
        }

        ReadOnlySpan<byte> start = json.TrimStart(" \t\r\n"u8);
        return start.IsEmpty ? "it is empty" : start[0] != (byte)'{' ? "it is not an object" : null;
    }

    /// <summary>Gives a text; null if it has half of a surrogate pair.</summary>
    public static string? TextOf(ref Utf8JsonReader reader) =>
        Escapes.AreWhole(reader.ValueSpan) ? reader.GetString() : null;

    /// <summary>Gives the bytes of a text in base64; null if it is not that.</summary>
    public static byte[]? BytesOf(ref Utf8JsonReader reader) =>
        Escapes.AreWhole(reader.ValueSpan) && reader.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : null;
}
