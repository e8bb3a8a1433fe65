namespace MiniInit.Tests;

/// <summary>
/// Tests that start programs run while no other does: between fork and exec a program has all our descriptors, so that
/// the end of somebody's pipe is not seen at once.
/// </summary>
[CollectionDefinition(nameof(StartsPrograms), DisableParallelization = true)]
public sealed class StartsPrograms;
