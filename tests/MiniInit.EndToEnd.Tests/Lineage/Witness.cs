namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>By what the main process of a daemon is found, beside the mark.</summary>
public enum Witness
{
    /// <summary>Nothing else.</summary>
    None,

    /// <summary>The key pid-file.</summary>
    PidFile,

    /// <summary>MAINPID= over the notify socket.</summary>
    Message,
}
