namespace MiniInit.Supervision;

/// <summary>What a signal that asks for a shutdown comes to.</summary>
internal enum ShutdownVerdict
{
    /// <summary>It is the first: the shutdown begins.</summary>
    Begin,

    /// <summary>It belongs to the one before and is not counted.</summary>
    Duplicate,

    /// <summary>It was asked for once more, which hurries it, and the next time kills.</summary>
    Again,
}
