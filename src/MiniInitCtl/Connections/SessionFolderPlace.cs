namespace MiniInit.Ctl.Connections;

/// <summary>A folder in which a user's sessions have their files.</summary>
/// <param name="Path">Where it is, or would be.</param>
/// <param name="Owner">The user.</param>
/// <param name="IsOurs">Whether that is us: then what is left over there is ours to remove.</param>
internal sealed record SessionFolderPlace(string Path, uint Owner, bool IsOurs);
