namespace MiniInit.Ctl.Rendering;

/// <summary>How an instance is doing, at a glance.</summary>
internal enum Mood
{
    /// <summary>It is where it is to be.</summary>
    Well,

    /// <summary>It is on its way.</summary>
    Moving,

    /// <summary>It is down.</summary>
    AtRest,

    /// <summary>Somebody has to look at it.</summary>
    Ill,
}
