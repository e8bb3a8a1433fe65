namespace MiniInit.Core.Supervision;

/// <summary>Why an instance was sent up.</summary>
internal abstract record StartCause
{
    private StartCause()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Somebody asked for it.</summary>
    public sealed record Asked : StartCause;

    /// <summary>Its start-on.</summary>
    /// <param name="Names">The events by name; empty where it was levels alone.</param>
    public sealed record Events(string Names) : StartCause;

    /// <summary>It is one of those that start at boot, or with their file.</summary>
    public sealed record Boot : StartCause;

    /// <summary>Another one requires or wants it.</summary>
    /// <param name="Title">The other one.</param>
    public sealed record Needed(string Title) : StartCause;

    /// <summary>It had failed, and its time to be tried again had come.</summary>
    public sealed record Retry : StartCause;
}
