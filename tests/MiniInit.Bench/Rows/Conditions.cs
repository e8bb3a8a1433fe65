using System.Collections.Generic;

namespace MiniInit.Bench;

/// <summary>Who is measured, how often and where; each row uses what concerns it.</summary>
/// <param name="Inits">The inits for one command; ours is among them unless only peers are measured.</param>
/// <param name="Runs">Samples of each.</param>
/// <param name="Sleepers">How many jobs a supervisor runs at once, one table each.</param>
/// <param name="Directory">A directory for files, in memory if possible, which is removed in the end.</param>
internal sealed record Conditions(IReadOnlyList<Init> Inits, int Runs, IReadOnlyList<int> Sleepers, string Directory);
