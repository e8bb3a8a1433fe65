using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>A situation in which inits differ not in time but in what they do.</summary>
internal abstract class Behaviour
{
    /// <summary>The name for --only.</summary>
    internal abstract string Name { get; }

    /// <summary>The situation.</summary>
    internal abstract string Summary { get; }

    /// <summary>What a user would want to happen.</summary>
    internal abstract string Wanted { get; }

    internal virtual bool NeedsRoot => false;

    /// <summary>How often each init is tried unless --runs says otherwise.</summary>
    internal virtual int Runs => Limits.BehaviourRuns;

    /// <summary>One outcome for each init, in their order.</summary>
    internal IReadOnlyList<Outcome> Observe(IReadOnlyList<Init> inits, int runs, string directory)
    {
        var outcomes = new List<Outcome>();
        if (NeedsRoot && LibC.geteuid() != 0)
        {
            foreach (Init init in inits)
            {
                outcomes.Add(Outcome.NotTried("needs root"));
            }

            return outcomes;
        }

        return ObserveAll(inits, runs, directory);
    }

    protected abstract IReadOnlyList<Outcome> ObserveAll(IReadOnlyList<Init> inits, int runs, string directory);
}
