namespace MiniInit.Supervision.Lineage;

/// <summary>A process that has ended, and may have had children.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Invocation">What it belonged to; null where that is not known.</param>
/// <param name="Role">What it was: <c>main</c>, <c>pre-start</c>, <c>orphan</c>.</param>
internal readonly record struct EndedProcess(int Pid, Invocation? Invocation, string Role)
{
    /// <summary>Its name alone: what the compiler would write here is code that nobody runs.</summary>
    public override string ToString() => nameof(EndedProcess);
}
