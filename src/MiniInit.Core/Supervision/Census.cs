using System;

namespace MiniInit.Core.Supervision;

/// <summary>How many instances there are of each standing, so that nobody has to look at all of them to know.</summary>
internal sealed class Census
{
    private readonly int[] _counts = new int[Enum.GetValues<Standing>().Length];

    public int this[Standing standing] => _counts[(int)standing];

    public void Add(Standing standing) => _counts[(int)standing]++;

    public void Remove(Standing standing) => _counts[(int)standing]--;
}
