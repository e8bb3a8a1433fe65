using System;
using System.Globalization;
using System.IO;
using System.Threading;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Soak;

/// <summary>
/// Everything at once for a while, and then a look at what is left of it: crashing jobs, clients, changes of files, floods
/// of output, signals, orphans.
/// </summary>
/// <remarks>
/// <c>MINIINIT_SOAK=30m</c> (or seconds) makes it last so long in place of half a minute, with a look each minute;
/// <c>MINIINIT_SOAK_SEED</c> has the same things tried again, as far as processes do the same again.
/// </remarks>
public sealed class SoakTests(ITestOutputHelper output)
{
    private const int Jobs = 500;

    /// <summary>110 %: of memory of its own, which nobody else has a part in.</summary>
    private const int MostMemory = 110;

    [Fact]
    public void After_a_storm_of_everything_init_is_as_it_was()
    {
        int seed = Environment.GetEnvironmentVariable("MINIINIT_SOAK_SEED") is { } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : Random.Shared.Next();
        TimeSpan all = Span(Environment.GetEnvironmentVariable("MINIINIT_SOAK") ?? "24s");
        int rounds = Math.Max(2, (int)(all / TimeSpan.FromMinutes(1)));
        output.WriteLine($"MINIINIT_SOAK_SEED={seed}, {rounds} rounds of {all / rounds:g}");

        var jobs = new SoakJobs(Jobs, seed);
        using Supervised init = Supervised.AsPid1(jobs.Main(), "--log-level", "warn");
        _ = Directory.CreateDirectory(init.Path("logs"));
        foreach (int job in jobs.WithFile)
        {
            init.Write(SoakJobs.FileOf(job), jobs.Text(job));
        }

        SoakFigures? first = null;
        for (int round = 0; round < rounds; round++)
        {
            using (var load = new SoakLoad(init, jobs, seed + (100 * round)))
            {
                Thread.Sleep(all / rounds);
                load.Stop();
                output.WriteLine($"round {round}: {load.Done}");
            }

            init.Touch("calm");
            var end = new SoakEnd(init, jobs);
            end.Await();
            SoakFigures figures = SoakFigures.Of(init.Pid);
            output.WriteLine($"{figures}");
            first ??= figures;
            init.Until(
                () => SoakFigures.DescriptorsOf(init.Pid) == first.Descriptors,
                () => $"there are {first.Descriptors} again; there are {SoakFigures.DescriptorsOf(init.Pid)}");
            Assert.InRange(figures.Anonymous, 0, first.Anonymous * MostMemory / 100);
            end.AssertKept();
            Assert.DoesNotContain("bug of miniinit", init.Log, StringComparison.Ordinal);
            File.Delete(init.Path("calm"));
        }

        Assert.Equal(0, init.Stop());
    }

    private static TimeSpan Span(string text) => double.Parse(text.TrimEnd('s', 'm', 'h'), CultureInfo.InvariantCulture) * text[^1] switch
    {
        'h' => TimeSpan.FromHours(1),
        'm' => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
