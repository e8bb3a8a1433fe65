namespace MiniInit.Linux.Files;

/// <summary>What becomes of files that a stranger may have written.</summary>
public enum FileTrust
{
    /// <summary>They are refused: what they say would be run with our rights.</summary>
    Checked,

    /// <summary>They are read; what speaks against them is told as a doubt. For those who only look.</summary>
    AsIs,
}
