using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Thousands of lives with everything that can go wrong. A seed that fails is printed; MINIINIT_SEED=N runs it alone.
/// </summary>
public sealed class SimulationTests
{
    // Over a million inputs.
    private const int Seeds = 10_500;
    private const int Steps = 190;

    [Fact]
    public void Whatever_happens_the_promises_hold()
    {
        string? wanted = Environment.GetEnvironmentVariable("MINIINIT_SEED");
        int first = wanted is null ? 0 : int.Parse(wanted, CultureInfo.InvariantCulture);
        int end = wanted is null ? Seeds : first + 1;
        Counts counts = new();
        Lock turn = new();
        SortedDictionary<int, string> failed = [];

        // A life knows nothing of another. After one that fails only those of smaller seeds are led to their end.
        _ = Parallel.For(first, end, (seed, others) =>
        {
            Simulation simulation = new(seed);
            try
            {
                simulation.Run(Steps);
                lock (turn)
                {
                    counts.Add(simulation);
                }
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                lock (turn)
                {
                    failed.Add(seed, $"seed {seed}: {exception}\n{string.Join('\n', simulation.Trail)}");
                }

                others.Break();
            }
        });

        Assert.True(failed.Count == 0, failed.Values.FirstOrDefault());
        TestContext.Current.TestOutputHelper?.WriteLine($"{counts}");
        Assert.True(wanted is not null || counts.AreMany(Seeds), $"too little happened: {counts}");
    }

    /// <summary>What came about in all lives, so that none of it goes missing unnoticed.</summary>
    private sealed record Counts
    {
        private long _inputs, _replacements, _settled, _searches, _byFile, _byLeft, _missing, _unseen, _orphaned, _reused, _calledOff;

        public void Add(Simulation life)
        {
            (SimulatedShell shell, SimulatedSearches searches) = (life.Shell, life.Shell.Searches);
            _calledOff += life.CalledOff;
            (_inputs, _replacements, _settled) = (_inputs + life.Inputs, _replacements + life.Replacements, _settled + life.Settled);
            (_searches, _byFile) = (_searches + searches.Begun, _byFile + searches.FoundByFile);
            (_byLeft, _missing) = (_byLeft + searches.FoundByLeft, _missing + searches.Missing);
            (_unseen, _orphaned, _reused) = (_unseen + shell.Unseen, _orphaned + life.Kernel.Orphaned, _reused + life.Kernel.Reused);
        }

        /// <summary>Whether there was enough of each for so many lives.</summary>
        public bool AreMany(int lives) => _inputs >= 60 * lives && _replacements >= 8 * lives && _settled >= lives / 2
            && _searches >= 2 * lives && _byFile >= lives / 8 && _byLeft >= lives / 2 && _missing >= lives / 10
            && _unseen >= lives / 50 && _orphaned >= 2 * lives && _reused >= lives / 40
            && _calledOff >= lives / 40;

        public override string ToString() =>
            $"{_inputs} inputs, {_replacements} replacements, {_settled} settled, {_orphaned} orphans, {_reused} numbers used again, "
            + $"{_unseen} ends unseen, {_searches} searches: {_byFile} by file, {_byLeft} by who was left, {_missing} in vain, "
            + $"{_calledOff} starts called off";
    }
}
