namespace MiniInit.Core.Supervision;

/// <summary>What an instance means for the question whether init may end.</summary>
internal enum Standing
{
    /// <summary>It is down and stays so.</summary>
    Down,

    /// <summary>It has a process that nothing ends.</summary>
    Unkillable,

    /// <summary>It is up, without a process.</summary>
    Up,

    /// <summary>It is on its way, without a process.</summary>
    Moving,

    /// <summary>It has a process.</summary>
    Alive,
}
