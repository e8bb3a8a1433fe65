using MiniInit.Core.Events;
using MiniInit.Core.Values;

namespace MiniInit.Core.Supervision;

/// <summary>How many instances there are of each standing, and how much they hold, so that nobody has to look at all of them to know.</summary>
internal sealed class Census
{
    private readonly int[] _counts = new int[(int)Standing.Alive + 1];

    /// <summary>How long the variables of all instances are together, in UTF-16 units; what they share counts for each.</summary>
    public long VariableText { get; private set; }

    public int this[Standing standing] => _counts[(int)standing];

    public void Add(Standing standing) => _counts[(int)standing]++;

    public void Remove(Standing standing) => _counts[(int)standing]--;

    /// <summary>Some variables take the place of others.</summary>
    public void Exchange(ValueList<EventVariable>? old, ValueList<EventVariable>? added) =>
        VariableText += LengthOf(added) - LengthOf(old);

    /// <summary>Some names of variables that are taken away take the place of others.</summary>
    public void Exchange(ValueList<string> old, ValueList<string> added) =>
        VariableText += LengthOf(added) - LengthOf(old);

    /// <summary>How long names are, in UTF-16 units.</summary>
    public static int LengthOf(ValueList<string> names)
    {
        int length = 0;
        foreach (string name in names)
        {
            length += name.Length + 1;
        }

        return length;
    }

    /// <summary>How long variables are, in UTF-16 units.</summary>
    public static int LengthOf(ValueList<EventVariable>? variables)
    {
        int length = 0;
        foreach (EventVariable variable in variables ?? [])
        {
            length += variable.Name.Length + variable.Value.Length + 1;
        }

        return length;
    }
}
