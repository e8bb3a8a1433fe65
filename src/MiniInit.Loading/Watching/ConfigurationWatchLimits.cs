using System;

namespace MiniInit.Loading.Watching;

/// <summary>The times and limits of watching a configuration.</summary>
internal static class ConfigurationWatchLimits
{
    /// <summary>How long nothing must happen until a burst is over: editors and packages write in steps.</summary>
    public static TimeSpan Quiet => TimeSpan.FromMilliseconds(250);

    /// <summary>How long a burst can go on: who changes something all the time shall still see effects.</summary>
    public static TimeSpan LongestBurst => TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long after a look for new folders within a burst the next one may be: each lists all folders, and the last
    /// one of a burst is never left out.
    /// </summary>
    public static TimeSpan BetweenScans => TimeSpan.FromMilliseconds(100);

    /// <summary>How many folders and links are watched: half of the least that a kernel allows, 8,192.</summary>
    public const int Places = 4096;
}
