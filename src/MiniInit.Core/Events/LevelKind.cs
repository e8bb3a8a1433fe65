namespace MiniInit.Core.Events;

/// <summary>What a level condition looks at.</summary>
public enum LevelKind
{
    /// <summary><c>job:NAME</c>: the job is running.</summary>
    Job,

    /// <summary><c>file:PATH</c>: the file exists.</summary>
    File,
}
