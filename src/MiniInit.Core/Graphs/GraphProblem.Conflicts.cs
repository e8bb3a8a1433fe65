using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs;

public abstract partial record GraphProblem
{
    /// <summary>A job needs two jobs that cannot be up together, or one that cannot be up with it.</summary>
    /// <param name="Job">The job; those that require it in turn are not told of.</param>
    /// <param name="Index">The place in its <c>requires</c> that leads to the second of the two.</param>
    /// <param name="First">
    /// The chain of <c>requires</c> from the job to the first of the two; only the job if it is that itself. One longer
    /// than <see cref="GraphLimits.MaximumNeedPath"/> has <c>…</c> in place of its middle.
    /// </param>
    /// <param name="Second">The chain to the second of the two.</param>
    public sealed record ConflictWithNeed(string Job, int Index, ValueList<string> First, ValueList<string> Second)
        : GraphProblem(Job, GraphKey.Requires, Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Error;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot start {GraphText.Quote(Job)}: it needs "
            + (First.Count == 1
                ? $"{End(Second)}, and the two conflict"
                : $"{End(First)} and {End(Second)}, which conflict")
            + "; take out one of these";

        private static string End(ValueList<string> path) =>
            GraphText.Quote(path[^1]) + (path.Count > 2 ? $" ({GraphText.Path(path)})" : "");
    }

    /// <summary>Two jobs that cannot be up together both start at boot.</summary>
    /// <param name="Job">The job whose file says that they conflict.</param>
    /// <param name="Index">The place in its <c>conflicts</c>.</param>
    /// <param name="Other">The job it names there.</param>
    public sealed record ConflictAtBoot(string Job, int Index, string Other)
        : GraphProblem(Job, GraphKey.Conflicts, Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot keep both {GraphText.Quote(Job)} and {GraphText.Quote(Other)} up: they conflict, and both start "
            + "at boot; set manual = true in one, or give it a start-on";
    }
}
