namespace MiniInit.Toml.Reading;

/// <summary>The table that keys go into, with the number of containers around it.</summary>
internal readonly record struct Section(TomlTable Table, int Depth);
