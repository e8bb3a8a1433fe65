namespace MiniInit.Reexecution;

/// <summary>A main process that is looked for.</summary>
internal sealed class SearchState : StateRecord
{
    /// <summary>The number of the one before it.</summary>
    public long Ticket;

    /// <summary>By which definition that was started.</summary>
    public int Definition = -1;

    /// <summary>The instance's name; empty or null where there is one.</summary>
    public string? Instance;

    /// <summary>How.</summary>
    public int Search;

    public override void Pass(StateFields fields)
    {
        fields.Number(1, ref Ticket);
        fields.Place(2, ref Definition);
        fields.Text(3, ref Instance);
        fields.Number(4, ref Search);
    }
}
