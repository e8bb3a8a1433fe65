using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>A command that a client has started.</summary>
internal sealed class RunState : StateRecord
{
    /// <summary>Its definition.</summary>
    public int Definition = -1;

    /// <summary>The user who ran it.</summary>
    public long Owner;

    /// <summary>Whether it runs as the caller.</summary>
    public bool IsAsCaller;

    /// <summary>The group that it runs as then.</summary>
    public long Group;

    /// <summary>The further groups.</summary>
    public readonly List<long> Groups = [];

    /// <summary>Its variables.</summary>
    public readonly List<string> Environment = [];

    /// <summary>Its process; 0 where it was never one.</summary>
    public int Pid;

    /// <summary>With which code it ended.</summary>
    public long? ExitCode;

    /// <summary>Which signal ended it.</summary>
    public long? Signal;

    /// <summary>Why it could not be started.</summary>
    public string? Problem;

    /// <summary>What a shell exits with for that.</summary>
    public long? ProblemCode;

    public override void Pass(StateFields fields)
    {
        fields.Place(1, ref Definition);
        fields.Number(2, ref Owner);
        fields.Flag(3, ref IsAsCaller);
        fields.Number(4, ref Group);
        fields.Numbers(5, Groups);
        fields.Texts(6, Environment);
        fields.Number(7, ref Pid);
        fields.Number(8, ref ExitCode);
        fields.Number(9, ref Signal);
        fields.Text(10, ref Problem);
        fields.Number(11, ref ProblemCode);
    }
}
