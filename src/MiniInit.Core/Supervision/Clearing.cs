namespace MiniInit.Core.Supervision;

/// <summary>Whether an instance that has no process of its own ends what former runs left behind.</summary>
internal enum Clearing
{
    /// <summary>It does not, or as a part of its way down.</summary>
    None,

    /// <summary>It was down before, and stays so.</summary>
    AtRest,

    /// <summary>It was to be started again, and goes down with that.</summary>
    BeforeRest,
}
