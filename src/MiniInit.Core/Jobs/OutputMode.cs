namespace MiniInit.Core.Jobs;

/// <summary>How the output of jobs is mirrored to init's own standard output and error.</summary>
public enum OutputMode
{
    /// <summary>Each line begins with the job's name.</summary>
    Prefix,

    /// <summary>As it comes.</summary>
    Raw,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>Not at all.</summary>
    None,
}
