using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Spawning;

/// <summary>A resource limit, setrlimit(2).</summary>
/// <param name="Resource">Of what; any number the kernel knows.</param>
/// <param name="Soft">The limit in force, or <see cref="Unlimited"/>.</param>
/// <param name="Hard">How far the process may raise it itself, at least <paramref name="Soft"/>.</param>
public readonly record struct SpawnLimit(SpawnResource Resource, ulong Soft, ulong Hard)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SpawnLimit);

    /// <summary>No limit, <c>RLIM_INFINITY</c>.</summary>
    public const ulong Unlimited = Libc.RLIM_INFINITY;
}
