namespace MiniInit.Reexecution;

/// <summary>The session of a user whose init we are.</summary>
internal sealed class SessionState : StateRecord
{
    /// <summary>The folder of all sessions; −1 where there is none.</summary>
    public int Sessions = -1;

    /// <summary>The one of this session.</summary>
    public int Own = -1;

    /// <summary>Where its socket is to be.</summary>
    public string? Socket;

    /// <summary>Where that would be in its folder.</summary>
    public string? Folder;

    /// <summary>The folder for log files.</summary>
    public string? Logs;

    /// <summary>What holds it.</summary>
    public int HeldLogs = -1;

    public override void Pass(StateFields fields)
    {
        fields.Place(1, ref Sessions);
        fields.Place(2, ref Own);
        fields.Text(3, ref Socket);
        fields.Text(4, ref Folder);
        fields.Text(5, ref Logs);
        fields.Place(6, ref HeldLogs);
    }
}
