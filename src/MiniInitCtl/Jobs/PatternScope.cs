namespace MiniInit.Ctl.Jobs;

/// <summary>Which of the instances that a pattern finds are meant.</summary>
internal enum PatternScope
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those that are not at rest: to stop or to signal others makes no sense.</summary>
    Active,

    /// <summary>The jobs, whatever instances they have.</summary>
    Jobs,
}
