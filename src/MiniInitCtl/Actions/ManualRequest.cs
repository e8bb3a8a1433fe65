namespace MiniInit.Ctl.Actions;

/// <summary>Whether a job starts by itself.</summary>
/// <param name="Job">The job.</param>
/// <param name="IsManual">Whether only a request starts it.</param>
/// <param name="Folder">The job folder that the answer is kept in.</param>
internal sealed record ManualRequest(string Job, bool IsManual, string Folder)
{
    /// <summary>Where it is kept.</summary>
    public const string Lasting = "/etc/miniinit/jobs";

    /// <summary>Where it is kept until the machine or the container ends.</summary>
    public const string Passing = "/run/miniinit/jobs";

    /// <summary>The verb.</summary>
    public string Verb => IsManual ? "disable" : "enable";

    /// <summary>The file.</summary>
    public string File => $"{Folder.TrimEnd('/')}/{Job}.toml.d/90-miniinitctl.toml";
}
