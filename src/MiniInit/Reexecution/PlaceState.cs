namespace MiniInit.Reexecution;

/// <summary>How far a client has read the output of an instance.</summary>
internal sealed class PlaceState : StateRecord
{
    /// <summary>The job.</summary>
    public string? Job;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>Where it goes on.</summary>
    public long Next;

    /// <summary>Whether that is within the output that is kept; else it begins with the first of that.</summary>
    public bool IsWithin;

    public override void Pass(StateFields fields)
    {
        fields.Text(1, ref Job);
        fields.Text(2, ref Instance);

        // 3 was something else once: a program of then is to be refused, not to be taken at other words.
        fields.Number(4, ref Next);
        fields.Flag(5, ref IsWithin);
    }
}
