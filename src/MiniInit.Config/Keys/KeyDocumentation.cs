using System;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Config.Keys;

/// <summary>What keys mean, in sentences: for the reference, the manual and the schema, which are made of them by a test.</summary>
internal static class KeyDocumentation
{
    /// <summary>
    /// Whether it is in this program. <c>src/NativeExecutable.props</c> leaves it out of the native ones, which have no use for it:
    /// it would be 30 KB of each.
    /// </summary>
    [FeatureSwitchDefinition("MiniInit.Config.KeyDocumentation")]
#pragma warning disable RS0030 // It is no setting that anybody could hand in: the compiler of the native programs knows it, and nobody sets it at run time.
    public static bool IsKept => !AppContext.TryGetSwitch("MiniInit.Config.KeyDocumentation", out bool isKept) || isKept;
#pragma warning restore RS0030
}
