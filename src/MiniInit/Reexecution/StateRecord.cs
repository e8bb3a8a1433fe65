namespace MiniInit.Reexecution;

/// <summary>A part of what init is, that its successor is to know.</summary>
internal abstract class StateRecord
{
    /// <summary>
    /// Names all fields, each with its number: one list for writing and for reading, which so cannot disagree. A number that has
    /// been used is never used for anything else; a field that was not written has its usual value.
    /// </summary>
    public abstract void Pass(StateFields fields);
}
