namespace MiniInit.Linux.Control;

/// <summary>What a session's file tells.</summary>
/// <param name="Pid">The session's init.</param>
/// <param name="Socket">Where it listens, or did.</param>
public sealed record SessionEntry(int Pid, string Socket)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(SessionEntry);
}
