namespace MiniInit.Boot;

/// <summary>Whether orphans should become our children although we are not PID 1.</summary>
internal enum SubreaperWish
{
    /// <summary>No; say that zombies are not ours to reap.</summary>
    No,

    /// <summary>Yes, as far as the kernel can.</summary>
    IfPossible,

    /// <summary>Yes, or fail.</summary>
    Required,
}
