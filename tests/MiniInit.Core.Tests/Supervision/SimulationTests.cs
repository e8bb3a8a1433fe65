using System;
using System.Globalization;

namespace MiniInit.Core.Tests.Supervision;

/// <summary>
/// Thousands of lives with everything that can go wrong. A seed that fails is printed; MINIINIT_SEED=N runs it alone.
/// </summary>
public sealed class SimulationTests
{
    private const int Seeds = 14_000;
    private const int Steps = 150;

    [Fact]
    public void Whatever_happens_the_promises_hold()
    {
        string? wanted = Environment.GetEnvironmentVariable("MINIINIT_SEED");
        int first = wanted is null ? 0 : int.Parse(wanted, CultureInfo.InvariantCulture);
        int end = wanted is null ? Seeds : first + 1;
        long inputs = 0, searches = 0, replacements = 0, settled = 0;
        for (int seed = first; seed < end; seed++)
        {
            Simulation simulation = new(seed);
            try
            {
                simulation.Run(Steps);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"seed {seed}: {exception}\n{string.Join('\n', simulation.Trail)}");
            }

            inputs += simulation.Inputs;
            searches += simulation.Searches;
            replacements += simulation.Replacements;
            settled += simulation.Settled;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{inputs} inputs, {searches} searches, {replacements} replacements, {settled} settled");
        Assert.True(wanted is not null || inputs >= 1_000_000, $"{inputs} inputs");
        Assert.True(wanted is not null || replacements >= 100_000, $"{replacements} replacements");
        Assert.True(wanted is not null || settled >= Seeds / 2, $"{settled} came to rest");
        Assert.True(wanted is not null || searches >= 20_000, $"{searches} searches for main processes");
    }
}
