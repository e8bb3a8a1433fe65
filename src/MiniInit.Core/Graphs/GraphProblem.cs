namespace MiniInit.Core.Graphs;

/// <summary>
/// Something that is wrong with the jobs of a configuration together. Which file and line that is, is known to who read
/// them: <see cref="Job"/>, <see cref="Key"/> and <see cref="Index"/> lead there.
/// </summary>
public abstract partial record GraphProblem
{
    private GraphProblem(string job, GraphKey key, int index)
    {
        Job = job;
        Key = key;
        Index = index;
    }

    /// <summary>The job whose file is to be looked at.</summary>
    public string Job { get; }

    /// <summary>The key in that file.</summary>
    public GraphKey Key { get; }

    /// <summary>
    /// Which of the key's jobs it is, or which operand of its expression, from 0; 0 where there is only one value.
    /// </summary>
    public int Index { get; }

    /// <summary>How bad it is.</summary>
    public abstract ProblemSeverity Severity { get; }

    /// <summary>What a user reads: <c>cannot …: cause; what helps</c>.</summary>
    public abstract string Message { get; }

    /// <summary>Gives the message.</summary>
    public sealed override string ToString() => Message;
}
