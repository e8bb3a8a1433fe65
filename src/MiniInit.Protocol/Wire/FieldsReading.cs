namespace MiniInit.Protocol.Wire;

/// <summary>Reads what the fields of an object say.</summary>
internal delegate T FieldsReading<out T>(ref Fields of);
