namespace MiniInit.Core.Jobs;

/// <summary>The form of init's own messages.</summary>
public enum LogFormat
{
    /// <summary>One line each, for people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
