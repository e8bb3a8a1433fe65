using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>What init found when it was started, and has changed since.</summary>
internal sealed class BootState : StateRecord
{
    /// <summary>Where the configuration is looked for, absolute.</summary>
    public readonly List<string> SearchPaths = [];

    /// <summary>Where the control socket was wanted; null: nowhere in particular.</summary>
    public string? Socket;

    /// <summary>The limit of open files that jobs get, where ours is another by now; 0: it is not.</summary>
    public ulong SoftFiles;

    /// <summary>The hard one.</summary>
    public ulong HardFiles;

    /// <summary><c>oom_score_adj</c> that jobs get, where ours is another by now.</summary>
    public long? OutOfMemoryScore;

    public override void Pass(StateFields fields)
    {
        fields.Texts(1, SearchPaths);
        fields.Text(2, ref Socket);
        fields.Number(3, ref SoftFiles);
        fields.Number(4, ref HardFiles);
        fields.Number(5, ref OutOfMemoryScore);
    }
}
