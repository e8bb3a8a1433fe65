using System.Diagnostics;

namespace MiniInit.Core.Graphs;

public abstract partial record GraphProblem
{
    /// <summary>An expression waits for an event that nothing emits, as far as is known.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Key"><c>start-on</c> or <c>stop-on</c>.</param>
    /// <param name="Index">The operand.</param>
    /// <param name="Event">The event's name.</param>
    /// <param name="Nearest">The event that was probably meant, or null.</param>
    public sealed record NobodyEmits(string Job, GraphKey Key, int Index, string Event, string? Nearest)
        : GraphProblem(Job, Key, Index)
    {
        /// <summary>A warning: it may come from outside.</summary>
        public override ProblemSeverity Severity => ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot wait for {GraphText.Quote(Event)} in {Key.Text()}: no job has it in its emits; "
            + (Nearest is null ? "add it there, or emit it from outside" : $"did you mean {GraphText.Quote(Nearest)}?");
    }

    /// <summary>A job that nothing starts, as far as is known.</summary>
    /// <param name="Job">The job.</param>
    /// <param name="Index">The operand of its <c>start-on</c> that cannot come true.</param>
    /// <param name="Operand">The text of that operand.</param>
    /// <param name="Cause">Why it cannot.</param>
    /// <param name="Other">The job or event that is missing.</param>
    public sealed record Unreachable(string Job, int Index, string Operand, UnreachableCause Cause, string Other)
        : GraphProblem(Job, GraphKey.StartOn, Index)
    {
        /// <summary>A warning: it can be started by hand.</summary>
        public override ProblemSeverity Severity => ProblemSeverity.Warning;

        /// <inheritdoc/>
        public override string Message =>
            $"cannot start {GraphText.Quote(Job)} other than by hand: it waits for {GraphText.Quote(Operand)}, "
            + Why + "; mend that, or set manual = true if it is meant so";

        private string Why => Cause switch
        {
            UnreachableCause.NoSuchJob => $"and no job is called {GraphText.Quote(Other)}",
            UnreachableCause.NobodyEmits => "which nothing emits",
            UnreachableCause.NeverStarts => $"and {GraphText.Quote(Other)} does not start either",
            _ => throw new UnreachableException(),
        };
    }
}
