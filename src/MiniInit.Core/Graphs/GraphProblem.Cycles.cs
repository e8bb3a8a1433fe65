using MiniInit.Core.Values;

namespace MiniInit.Core.Graphs;

public abstract partial record GraphProblem
{
    /// <summary>Jobs that each have to come after the next: none can be first.</summary>
    /// <param name="Path">
    /// The jobs, each waiting for the next and the last for the first, the smallest name first.
    /// </param>
    /// <param name="Steps">What makes each wait for the next.</param>
    public sealed record OrderCycle(ValueList<string> Path, ValueList<OrderStep> Steps)
        : GraphProblem(Steps[0].Job, Steps[0].Key, Steps[0].Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Error;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot order {GraphText.Cycle(Path)}: {GraphText.Sentences(Steps)}; take out one of these";
    }

    /// <summary>Jobs that are each part of the next.</summary>
    /// <param name="Path">The jobs, each part of the next and the last of the first, the smallest name first.</param>
    /// <param name="Steps">What says so.</param>
    public sealed record PartOfCycle(ValueList<string> Path, ValueList<OrderStep> Steps)
        : GraphProblem(Steps[0].Job, Steps[0].Key, Steps[0].Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Error;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot tell what is part of what in {GraphText.Cycle(Path)}: {GraphText.Sentences(Steps)}; "
            + "take out one of these";
    }

    /// <summary>Jobs that each start only after the next has, whatever else happens.</summary>
    /// <param name="Steps">
    /// Who waits for whom, the smallest name first; the last one waits for the first. Each could start only this way,
    /// or in ways that are blocked like it.
    /// </param>
    public sealed record StartEventCycle(ValueList<WaitStep> Steps)
        : GraphProblem(Steps[0].Job, GraphKey.StartOn, Steps[0].Index)
    {
        /// <inheritdoc/>
        public override ProblemSeverity Severity => ProblemSeverity.Error;

        /// <inheritdoc/>
        public override string Message =>
            Steps.Count == 1
                ? $"cannot start {GraphText.Quote(Job)} other than by hand: it waits for "
                    + $"{GraphText.Quote(Steps[0].Operand)}, which takes the job itself; give it another way to start"
                : $"cannot start {GraphText.Cycle(Steps.ConvertAll(step => step.Job))} other than by hand: "
                    + $"{GraphText.Sentences(Steps)}; give one of them another way to start";
    }
}
