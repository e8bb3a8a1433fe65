namespace MiniInit.Core.Jobs;

/// <summary>Where standard input, output and error of a job's processes go.</summary>
public enum ConsoleMode
{
    /// <summary>Output to pipes that init reads; input from /dev/null.</summary>
    Log,

    /// <summary>Init's own descriptors 0 to 2.</summary>
    Inherit,

    /// <summary>All three to /dev/null.</summary>
    Null,

    /// <summary>All three to /dev/console; as <see cref="Inherit"/> where there is none.</summary>
    Output,

    /// <summary>As <see cref="Output"/>, and it becomes the controlling terminal.</summary>
    Owner,
}
