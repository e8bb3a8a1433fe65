namespace MiniInit.Core.Graphs;

/// <summary>What a job's file says of another job, as one reason in a chain of them.</summary>
/// <param name="Job">The job whose file says it.</param>
/// <param name="Key">The key, one that lists jobs.</param>
/// <param name="Index">The place in that list, from 0.</param>
/// <param name="Other">The job that is named there.</param>
public sealed record OrderStep(string Job, GraphKey Key, int Index, string Other)
{
    /// <summary>Gives for instance <c>web requires db</c>.</summary>
    public override string ToString() => $"{GraphText.Name(Job)} {Key.Text()} {GraphText.Name(Other)}";
}
