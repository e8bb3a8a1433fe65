namespace MiniInit.Ctl.Rendering;

/// <summary>What a tree is drawn with, as pstree has it.</summary>
/// <param name="Item">Before one that others follow.</param>
/// <param name="Last">Before the last one.</param>
/// <param name="Line">Below one that others follow.</param>
internal sealed record Branches(string Item, string Last, string Line)
{
    /// <summary>Below the last one.</summary>
    public const string Gap = "  ";

    /// <summary>For terminals that show UTF-8.</summary>
    public static Branches Utf8 { get; } = new("├─", "└─", "│ ");

    /// <summary>For all others.</summary>
    public static Branches Ascii { get; } = new("|-", "`-", "| ");

    /// <summary>For this terminal.</summary>
    public static Branches Ours => Terminal.IsUtf8 ? Utf8 : Ascii;
}
