namespace MiniInit.Core.Jobs;

/// <summary>A soft and a hard limit of one resource.</summary>
/// <param name="Resource">Of what.</param>
/// <param name="Soft">The limit in force, 0 or more; null is unlimited.</param>
/// <param name="Hard">How far the process may raise it, at least the soft one; null is unlimited.</param>
public sealed record ResourceLimit(Resource Resource, long? Soft, long? Hard)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(ResourceLimit);
}
