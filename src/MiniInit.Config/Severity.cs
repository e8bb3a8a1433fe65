namespace MiniInit.Config;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>It works, and is probably not what was meant.</summary>
    Warning,

    /// <summary>The job cannot be used.</summary>
    Error,
}
