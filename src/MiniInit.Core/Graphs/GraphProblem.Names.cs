namespace MiniInit.Core.Graphs;

public abstract partial record GraphProblem
{
    /// <summary>A key names a job that does not exist.</summary>
    /// <param name="Job">The job whose file names it.</param>
    /// <param name="Key">The key.</param>
    /// <param name="Index">The place in the list, or the operand of the expression.</param>
    /// <param name="Name">The name that no job has.</param>
    /// <param name="Nearest">The job that was probably meant, or null.</param>
    public sealed record UnknownJob(string Job, GraphKey Key, int Index, string Name, string? Nearest)
        : GraphProblem(Job, Key, Index)
    {
        /// <summary>An error where the job cannot work without the other.</summary>
        public override ProblemSeverity Severity =>
            Key is GraphKey.Requires or GraphKey.PartOf ? ProblemSeverity.Error : ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot use {GraphText.Quote(Name)} in {Key.Text()}: no job has that name; "
            + (Nearest is null
                ? "write the name of a job, or take it out"
                : $"did you mean {GraphText.Quote(Nearest)}?");
    }

    /// <summary>A key that lists other jobs has the job itself.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Key">The key.</param>
    /// <param name="Index">The place in the list.</param>
    public sealed record SelfReference(string Job, GraphKey Key, int Index) : GraphProblem(Job, Key, Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Error;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot use {GraphText.Quote(Job)} in {Key.Text()}: it is this very job; take it out";
    }

    /// <summary>Two jobs are both <c>main</c>.</summary>
    /// <param name="Job">The later by name.</param>
    /// <param name="First">The first by name.</param>
    public sealed record TwoMains(string Job, string First) : GraphProblem(Job, GraphKey.Main, 0)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot tell whether {GraphText.Quote(First)} or {GraphText.Quote(Job)} is the main job: both have "
            + "main = true, and the first to end decides; keep one";
    }

    /// <summary>A <c>main</c> job may have several instances.</summary>
    /// <param name="Job">The job.</param>
    public sealed record MainInstances(string Job) : GraphProblem(Job, GraphKey.Main, 0)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot tell which instance of {GraphText.Quote(Job)} is the main one: main = true holds for each, and "
            + "the first to end decides; give it one instance, or make another job main";
    }
}
