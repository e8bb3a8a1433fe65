using System;
using MiniInit.Linux.Spawning;

namespace MiniInit;

/// <summary>Where programs are looked for that are named without a '/'.</summary>
internal static class ProgramPath
{
    /// <summary>When the environment has no PATH: what container engines set.</summary>
    private static ReadOnlyMemory<byte> Default { get; } =
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"u8.ToArray();

    /// <summary>The directories for a program with this environment, with ':' between them.</summary>
    public static ReadOnlyMemory<byte> Of(StringVector environment) =>
        environment.TryGetVariable("PATH"u8, out ReadOnlySpan<byte> path) ? path.ToArray() : Default;
}
