namespace MiniInit.Core.Supervision;

/// <summary>Why an instance was sent down, other than by its own failure.</summary>
internal abstract record StopCause
{
    private StopCause()
    {
    }

    /// <summary>Gives the name of its kind: what it holds is not for a log.</summary>
    public sealed override string ToString() => GetType().Name;

    /// <summary>Somebody asked for it.</summary>
    public sealed record Asked : StopCause;

    /// <summary>Its stop-on.</summary>
    /// <param name="Names">The events by name; empty where it was levels alone.</param>
    public sealed record Events(string Names) : StopCause;

    /// <summary>It cannot do without another one, which went down.</summary>
    /// <param name="Title">The other one.</param>
    public sealed record With(string Title) : StopCause;

    /// <summary>Another one came up that it conflicts with.</summary>
    /// <param name="Title">The other one.</param>
    public sealed record Conflict(string Title) : StopCause;

    /// <summary>It ran for others only, and they are down.</summary>
    public sealed record Unneeded : StopCause;

    /// <summary>Its main process ended by itself, and well.</summary>
    public sealed record Ended : StopCause;

    /// <summary>It was to start again, and its file is gone.</summary>
    public sealed record NoFile : StopCause;

    /// <summary>Init ends.</summary>
    public sealed record Shutdown : StopCause;
}
