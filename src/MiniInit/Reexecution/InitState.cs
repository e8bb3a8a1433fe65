using System;
using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>All that init is, beside what follows from its command line, its files and the kernel.</summary>
internal sealed class InitState : StateRecord
{
    /// <summary>The version of the program that wrote it.</summary>
    public string? Version;

    /// <summary>The descriptors that stay open for it.</summary>
    public readonly List<long> Kept = [];

    /// <summary>The definitions of jobs. Each is a <see cref="DefinitionState"/>.</summary>
    public readonly List<StateRecord> Definitions = [];

    /// <summary>The supervisor.</summary>
    public ReadOnlyMemory<byte> Supervisor;

    /// <summary>What was found at the start.</summary>
    public BootState Boot = new();

    /// <summary>Whose processes are.</summary>
    public LineageState Lineage = new();

    /// <summary>The output of jobs.</summary>
    public OutputsState Outputs = new();

    /// <summary>The control socket.</summary>
    public ControlState Control = new();

    /// <summary>The commands of clients. Each is a <see cref="RunState"/>.</summary>
    public readonly List<StateRecord> Runs = [];

    /// <summary>What was changed for all jobs: <c>NAME=value</c>, or a name that is taken away.</summary>
    public readonly List<string> Variables = [];

    /// <summary>How much is said.</summary>
    public int Level;

    /// <summary>Where jobs tell of themselves; null where nobody has asked for it yet.</summary>
    public string? NotifyPath;

    /// <summary>What they tell it to.</summary>
    public int NotifySocket = -1;

    /// <summary>The session, if it is one's.</summary>
    public SessionState Session = new();

    /// <summary>What is set for init, as a main file.</summary>
    public string? Init;

    /// <summary>Descriptors that others have passed, and that are to be closed by children of ours.</summary>
    public readonly List<long> Passed = [];

    /// <summary>The children that close such.</summary>
    public readonly List<long> Closers = [];

    /// <summary>Processes of commands that nothing ends, and whose they are: one behind the other.</summary>
    public readonly List<long> Left = [];

    /// <summary>The file of the program; null where that is not known.</summary>
    public string? Program;

    /// <summary>What was said of the configuration.</summary>
    public readonly List<string> Said = [];

    public override void Pass(StateFields fields)
    {
        fields.Text(2, ref Version);
        fields.Numbers(3, Kept);
        fields.Records(4, Definitions, () => new DefinitionState());
        fields.Bytes(6, ref Supervisor);
        fields.Record(7, Boot);
        fields.Record(8, Lineage);
        fields.Record(9, Outputs);
        fields.Record(10, Control);
        fields.Records(11, Runs, () => new RunState());
        fields.Texts(12, Variables);
        fields.Number(13, ref Level);
        fields.Text(14, ref NotifyPath);
        fields.Place(15, ref NotifySocket);
        fields.Record(16, Session);
        fields.Text(17, ref Init);
        fields.Numbers(18, Passed);
        fields.Numbers(19, Closers);
        fields.Numbers(20, Left);
        fields.Text(21, ref Program);
        fields.Texts(22, Said);
    }
}
