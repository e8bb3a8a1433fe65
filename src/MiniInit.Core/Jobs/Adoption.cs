namespace MiniInit.Core.Jobs;

/// <summary>What becomes of processes that outlive the main process of their job when that ends by itself.</summary>
public enum Adoption
{
    /// <summary>They are ended before the job goes on: as at a stop.</summary>
    Kill,

    /// <summary>They are left alone, and named in the log.</summary>
    Warn,

    /// <summary>They are left alone.</summary>
    Keep,
}
