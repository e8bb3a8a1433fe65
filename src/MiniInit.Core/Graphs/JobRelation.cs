namespace MiniInit.Core.Graphs;

/// <summary>How one job stands to another.</summary>
public enum JobRelation
{
    /// <summary>The other must be up while this one is.</summary>
    Requires,

    /// <summary>The other needs this one.</summary>
    RequiredBy,

    /// <summary>The other is started with this one.</summary>
    Wants,

    /// <summary>The other starts this one with it.</summary>
    WantedBy,

    /// <summary>The other starts first and stops last: <c>requires</c>, <c>after</c>, or its <c>before</c>.</summary>
    ComesAfter,

    /// <summary>The other starts last and stops first.</summary>
    ComesBefore,

    /// <summary>Only one of the two may be up, whichever of them says so.</summary>
    Conflicts,

    /// <summary>The other's stop or restart is this one's too.</summary>
    PartOf,

    /// <summary>This one's stop or restart is the other's too.</summary>
    Parts,
}
