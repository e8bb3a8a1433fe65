namespace MiniInit.Core.Supervision;

/// <summary>How the main process of a daemon is to be found.</summary>
public enum MainSearch
{
    /// <summary>By its pid-file, which is waited for; by who is left where the job has none.</summary>
    Patient,

    /// <summary>At once: by its pid-file, else by who is left.</summary>
    AtOnce,

    /// <summary>At once, and by its pid-file alone.</summary>
    ByFile,
}
