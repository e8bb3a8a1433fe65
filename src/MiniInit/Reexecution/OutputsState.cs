using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>All output of jobs.</summary>
internal sealed class OutputsState : StateRecord
{
    /// <summary>That of each instance. Each is a <see cref="OutputState"/>.</summary>
    public readonly List<StateRecord> Instances = [];

    /// <summary>Our standard output.</summary>
    public MirrorState Output = new();

    /// <summary>Our standard error, where it is another.</summary>
    public MirrorState Error = new();

    /// <summary>Whether it was said that there is no console.</summary>
    public bool HasSaidNoConsole;

    /// <summary>Whether our terminal was lent to a job.</summary>
    public bool HasLentTerminal;

    public override void Pass(StateFields fields)
    {
        fields.Records(1, Instances, () => new OutputState());
        fields.Record(2, Output);
        fields.Record(3, Error);
        fields.Flag(4, ref HasSaidNoConsole);
        fields.Flag(5, ref HasLentTerminal);
    }
}
