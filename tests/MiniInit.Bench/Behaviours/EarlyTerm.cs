using System;
using System.Collections.Generic;
using System.Linq;

namespace MiniInit.Bench;

/// <summary>A SIGTERM in the first milliseconds: how many do nothing, so that the container hangs on stop?</summary>
internal sealed class EarlyTerm : Behaviour
{
    private const int Seed = 1;
    private const int TermCode = 128 + LibC.SIGTERM;

    private readonly Func<Init, IReadOnlyList<string>> _options;
    private readonly bool _asPidOne;

    internal EarlyTerm(string name, string summary, Func<Init, IReadOnlyList<string>> options, bool asPidOne)
    {
        Name = name;
        Summary = summary;
        _options = options;
        _asPidOne = asPidOne;
    }

    internal override string Name { get; }

    internal override string Summary { get; }

    // The kernel itself drops what comes before the first instruction of a PID 1: less is better, none cannot be had.
    internal override string Wanted => _asPidOne ? "as few as can be" : "none lost";

    internal override bool NeedsRoot => _asPidOne;

    internal override int Runs => 400;

    protected override IReadOnlyList<Outcome> ObserveAll(IReadOnlyList<Init> inits, int runs, string directory)
    {
        // The same delays for every init and in every run of the benchmark.
#pragma warning disable CA5394 // Random: nothing here is secret
        var random = new Random(Seed);
        long[] delays = [.. Enumerable.Range(0, runs).Select(_ => random.NextInt64(Limits.EarlyWindow))];
#pragma warning restore CA5394
        Tally[] tallies = [.. inits.Select(init => new Tally(init))];
        foreach (long delay in delays)
        {
            foreach (Tally tally in tallies)
            {
                Try(tally, delay);
            }
        }

        return [.. tallies.Select(tally => tally.Tell(runs, judged: !_asPidOne))];
    }

    private void Try(Tally tally, long delay)
    {
        if (tally.Failure.Length > 0)
        {
            return;
        }

        try
        {
            TryOnce(tally, delay);
        }
        catch (BenchException exception)
        {
            tally.Failure = exception.Message;
        }
        finally
        {
            Descendants.EndAll();
        }
    }

    private void TryOnce(Tally tally, long delay)
    {
        string command = SearchPath.Require("sleep");
        using var child = Child.Start(new ChildStart(tally.Init.Command(_options(tally.Init), command, "1000"))
        {
            NewGroup = true,
            NewNamespace = _asPidOne,
        });
        Clock.SleepUntil(child.ExecTime + delay);
        long sent = Clock.Now() - child.ExecTime;
        child.Signal(LibC.SIGTERM);
        ExitStatus? status = AwaitEnd(child, command);
        if (status is null)
        {
            tally.Lost.Add(sent);
        }
        else if (status.Value.Code != TermCode)
        {
            throw new BenchException($"ends at once, {status}");
        }
    }

    /// <summary>Null once it is certain that the signal had no effect.</summary>
    private static ExitStatus? AwaitEnd(Child child, string command)
    {
        long deadline = Clock.Now() + Limits.Answer;
        bool quiet = false;
        while (Clock.Now() < deadline)
        {
            if (child.WaitForExit(Limits.QuietCheck) is ExitStatus status)
            {
                return status;
            }

            // Twice in a row nobody works on it and it waits nowhere: nothing will come of it any more.
            bool before = quiet;
            quiet = IsQuiet(child, command);
            if (before && quiet)
            {
                return null;
            }
        }

        return null;
    }

    private static bool IsQuiet(Child child, string command)
    {
        var init = new ProcessView(child.Pid);
        List<int> children = init.Children();
        return init.State == 'S'
            && !init.HasPending(LibC.SIGTERM)
            && children.Count == 1
            && new ProcessView(children[0]) is { State: 'S' } sleeper
            && sleeper.Name == System.IO.Path.GetFileName(command)
            && !sleeper.HasPending(LibC.SIGTERM);
    }

    private sealed class Tally(Init init)
    {
        internal Init Init { get; } = init;

        /// <summary>When each lost signal was sent, from execve on.</summary>
        internal List<long> Lost { get; } = [];

        internal string Failure { get; set; } = "";

        internal Outcome Tell(int runs, bool judged)
        {
            if (Failure.Length > 0)
            {
                return Outcome.NotTried(Failure);
            }

            string last = Lost.Count == 0 ? "" : $", the last at {Unit.Nanoseconds.Format(Lost.Max())}";
            return new Outcome($"{Lost.Count} of {runs}{last}", judged ? Lost.Count == 0 : null);
        }
    }
}
