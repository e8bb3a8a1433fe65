namespace MiniInit.Config;

/// <summary>The limits of configurations. What goes beyond one is an error with a message.</summary>
public static class ConfigLimits
{
    /// <summary>How many errors and warnings are reported of one file: more than anyone mends at once.</summary>
    public const int Diagnostics = 100;

    /// <summary>
    /// The most values and tables of one file: a megabyte of what people write has some 80,000, and one made to be
    /// expensive a million.
    /// </summary>
    public const int FileValues = 131_072;

    /// <summary>
    /// The most values and tables of all files together. Each takes up to some 200 bytes until the definitions are made,
    /// and process 1 must not run out of memory: that would end it.
    /// </summary>
    public const int Values = 524_288;

    /// <summary>The most elements of a list such as <c>requires</c>: no file of a person comes near.</summary>
    public const int ListElements = 1024;

    /// <summary>The most variables of one <c>env</c>.</summary>
    public const int Variables = 4096;

    /// <summary>The longest description and the like, in characters.</summary>
    public const int TextCharacters = 16 * 1024;

    /// <summary>The longest script, in characters: it is kept by process 1 and handed to each start.</summary>
    public const int ScriptCharacters = 256 * 1024;
}
