namespace MiniInit.Core.Graphs;

/// <summary>That a job starts only after an event or level of another.</summary>
/// <param name="Job">The job that waits.</param>
/// <param name="Index">Which operand of its <c>start-on</c> says so, from 0.</param>
/// <param name="Operand">The text of the operand.</param>
/// <param name="Other">The job it waits for.</param>
public sealed record WaitStep(string Job, int Index, string Operand, string Other)
{
    /// <summary>Gives for instance <c>web waits for "started db"</c>.</summary>
    public override string ToString() => $"{GraphText.Name(Job)} waits for {GraphText.Quote(Operand)}";
}
