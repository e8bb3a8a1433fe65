using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>What all inits did in one situation.</summary>
internal sealed record Observation(
    Behaviour Behaviour, int Runs, IReadOnlyList<Init> Inits, IReadOnlyList<Outcome> Outcomes);
