namespace MiniInit.Core.Supervision;

/// <summary>Numbers that look random and follow from a seed: splitmix64.</summary>
internal sealed class Chance(ulong seed)
{
    /// <summary>What all numbers from here on come from.</summary>
    public ulong State { get; set; } = seed;

    /// <summary>Gives the next number, 0 up to but not including 1.</summary>
    public double Next()
    {
        ulong mixed = State += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
