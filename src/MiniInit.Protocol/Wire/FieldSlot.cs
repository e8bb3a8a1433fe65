using System.Text.Json;

namespace MiniInit.Protocol.Wire;

/// <summary>Where a field of an object is.</summary>
/// <param name="NameStart">Where its name starts, at its quote.</param>
/// <param name="NameEnd">Where its name ends, after its quote.</param>
/// <param name="ValueStart">Where its value starts.</param>
/// <param name="ValueEnd">Where its value ends.</param>
/// <param name="Type">What its value is.</param>
internal readonly record struct FieldSlot(
    int NameStart, int NameEnd, int ValueStart, int ValueEnd, JsonTokenType Type);
