using MiniInit.Core.Values;

namespace MiniInit.Supervision.Processes;

/// <summary>The limits of what is made ready for a process.</summary>
internal static class ProcessLimits
{
    /// <summary>
    /// The longest script that is an argument, in bytes of UTF-8: the kernel's limit of one argument (32 pages) less
    /// two pages. A longer one is read from a descriptor.
    /// </summary>
    public const int ScriptArgumentBytes = ValueLimits.ArgumentBytes + 1 - (2 * 4096);

    /// <summary>The longest env-file, in bytes: 1 MiB, half of what execve(2) takes in all.</summary>
    public const int EnvironmentFileBytes = 1024 * 1024;

    /// <summary>How many lines of an env-file are complained about before the rest is only counted.</summary>
    public const int LineWarnings = 5;

    /// <summary>
    /// How many lists of <c>env-from</c> have their part of the environment ready. Nearly all jobs have the default.
    /// </summary>
    public const int CachedLists = 16;

    /// <summary>
    /// The lowest descriptor for a script: shells let scripts use 3 to 9 as they like.
    /// </summary>
    public const int FirstScriptDescriptor = 10;

    /// <summary>512 variables are changed for all jobs while init runs: each start copies them.</summary>
    public const int GlobalVariables = 512;

    /// <summary>Those have 64 Ki characters, names included: half of what execve(2) takes at once is left to the job.</summary>
    public const int GlobalVariablesLength = 64 * 1024;
}
