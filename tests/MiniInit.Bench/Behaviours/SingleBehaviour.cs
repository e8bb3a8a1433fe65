using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>A behaviour seen in one run; repeated, and every different outcome is told.</summary>
internal abstract class SingleBehaviour : Behaviour
{
    protected sealed override IReadOnlyList<Outcome> ObserveAll(
        IReadOnlyList<Init> inits, int runs, string directory)
    {
        List<Outcome>[] seen = [.. inits.Select(_ => new List<Outcome>())];
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < inits.Count; i++)
            {
                seen[i].Add(ObserveOnce(inits[i], directory));
            }
        }

        return [.. seen.Select(Merge)];
    }

    protected abstract Outcome Observe(Init init, string directory);

    private Outcome ObserveOnce(Init init, string directory)
    {
        try
        {
            return Observe(init, directory);
        }
        catch (BenchException exception)
        {
            return Outcome.NotTried(exception.Message);
        }
        finally
        {
            Descendants.EndAll();
        }
    }

    private static Outcome Merge(List<Outcome> outcomes)
    {
        IEnumerable<string> texts = outcomes
            .GroupBy(outcome => outcome.Text)
            .Select(group => group.Count() == outcomes.Count ? group.Key : $"{group.Key} ({group.Count()}×)");
        bool? asWanted = outcomes.Exists(outcome => outcome.AsWanted == false)
            ? false
            : outcomes.TrueForAll(outcome => outcome.AsWanted == true) ? true : null;
        return new Outcome(string.Join(", ", texts), asWanted);
    }
}
