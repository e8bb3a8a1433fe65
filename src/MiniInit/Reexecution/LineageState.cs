using System.Collections.Generic;

namespace MiniInit.Reexecution;

/// <summary>Whose processes are.</summary>
internal sealed class LineageState : StateRecord
{
    /// <summary>The starts of which something may be left. Each is a <see cref="InvocationState"/>.</summary>
    public readonly List<StateRecord> Invocations = [];

    /// <summary>The processes that we started. Each is a <see cref="ChildState"/>.</summary>
    public readonly List<StateRecord> Children = [];

    /// <summary>Those that became ours. Each is a <see cref="OrphanState"/>.</summary>
    public readonly List<StateRecord> Orphans = [];

    /// <summary>Those that were ours before we were. Each is a <see cref="OrphanState"/>.</summary>
    public readonly List<StateRecord> Inherited = [];

    /// <summary>Main processes that we did not start. Each is a <see cref="NamedState"/>.</summary>
    public readonly List<StateRecord> Named = [];

    /// <summary>What is to be gone. Each is a <see cref="RemainderState"/>.</summary>
    public readonly List<StateRecord> Remainders = [];

    /// <summary>What is looked for. Each is a <see cref="SearchState"/>.</summary>
    public readonly List<StateRecord> Searches = [];

    /// <summary>The control group we are in; −1 where there are none of jobs.</summary>
    public int GroupParent = -1;

    /// <summary>The one that has those of jobs.</summary>
    public int GroupFolder = -1;

    /// <summary>Its name.</summary>
    public string? GroupName;

    /// <summary>Whether the kernel refused marks.</summary>
    public bool HasNoMarks;

    /// <summary>Whether control groups are not to be had, which was said.</summary>
    public bool HasNoGroups;

    public override void Pass(StateFields fields)
    {
        fields.Records(1, Invocations, () => new InvocationState());
        fields.Records(2, Children, () => new ChildState());
        fields.Records(3, Orphans, () => new OrphanState());
        fields.Records(4, Inherited, () => new OrphanState());
        fields.Records(5, Named, () => new NamedState());
        fields.Records(6, Remainders, () => new RemainderState());
        fields.Records(7, Searches, () => new SearchState());
        fields.Place(8, ref GroupParent);
        fields.Place(9, ref GroupFolder);
        fields.Text(10, ref GroupName);
        fields.Flag(11, ref HasNoMarks);
        fields.Flag(12, ref HasNoGroups);
    }
}
