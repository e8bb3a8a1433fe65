namespace MiniInit.Ctl.Actions;

/// <summary>What changes where a job is.</summary>
internal enum ChangeVerb
{
    /// <summary>Start it.</summary>
    Start,

    /// <summary>Stop it.</summary>
    Stop,

    /// <summary>Stop it and start it again.</summary>
    Restart,

    /// <summary>Stop it by KILL.</summary>
    Kill,
}
