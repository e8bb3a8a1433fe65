namespace MiniInit.Toml;

/// <summary>How a table came to be, which decides what a later line may still do to it.</summary>
internal enum TableOrigin : byte
{
    /// <summary>Named on the way by a longer header: one header of its own may still follow.</summary>
    Implied,

    /// <summary>Has its own header, or is the root.</summary>
    Header,

    /// <summary>
    /// Made by a dotted key: further dotted keys and headers below it may follow, no header of its own.
    /// </summary>
    Dotted,

    /// <summary>Written in braces: nothing can be added.</summary>
    Inline,
}
