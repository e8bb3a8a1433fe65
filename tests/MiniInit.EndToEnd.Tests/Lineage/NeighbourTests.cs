using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Several inits in one namespace: beside each other, and one below the other.</summary>
public sealed class NeighbourTests
{
    private const string Daemon = "\"{DAEMONISE}\", \"--forks\", \"2\", \"--setsid\", \"daemon\", \"--workers\", \"2\"";

    [Theory]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void Inits_beside_each_other_leave_each_others_processes_alone(Place place)
    {
        using Supervised one = place.Start(Beside()), other = place.Start(Beside());
        using VarlinkClient toOne = one.Connect(), toOther = other.Connect();
        one.WaitForMainAsReported(toOne, "web", "free");
        other.WaitForMainAsReported(toOther, "web", "free");
        Assert.Equal(4, Marks(one, "web", "free").Union(Marks(other, "web", "free")).Count());
        IReadOnlyList<int> others = [.. other.FamilyOf("web"), .. other.FamilyOf("free")];
        Assert.Equal(6, others.Count);
        one.StopClean(toOne, "web");
        Assert.All(others, pid => Assert.True(Proc.Lives(pid)));
        Assert.Equal(0, one.Stop());
        Assert.All(others, pid => Assert.True(Proc.Lives(pid)));
        other.WaitForMainAsReported(toOther, "web", "free");
        Assert.Equal(0, other.Stop());
    }

    [Theory]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    public void A_forged_mark_makes_no_process_another_inits(Place place)
    {
        using Supervised first = place.Start(Beside()), second = place.Start(Beside());
        using VarlinkClient toFirst = first.Connect(), toSecond = second.Connect();
        first.WaitForMainAsReported(toFirst, "web", "free");
        second.WaitForMainAsReported(toSecond, "web", "free");

        // A mark can only be lowered: the one whose marks are lower is the one whose mark another can take.
        bool inOrder = Mark(first) < Mark(second);
        (Supervised one, Supervised other) = inOrder ? (first, second) : (second, first);
        (VarlinkClient toOne, VarlinkClient toOther) = inOrder ? (toFirst, toSecond) : (toSecond, toFirst);
        IReadOnlyList<int> forged = other.FamilyOf("web");
        int main = other.WaitForReport("web");
        foreach (int pid in forged)
        {
            string[] forge = [.. place.IsRoot() ? [] : Wrapper.Nobody, other.Path("forge"), $"{pid}", $"like:{one.WaitForReport("web")}"];
            Assert.Equal((0, "", ""), Running.Run(forge[0], forge[1..]));
        }

        Assert.Equal([.. Marks(one, "web")], Marks(other, "web"));
        one.StopClean(toOne, "web");
        Assert.All(forged, pid => Assert.True(Proc.Lives(pid)));
        Assert.Equal(0, one.Stop());
        Assert.All(forged, pid => Assert.True(Proc.Lives(pid)));

        // It is the job's still, by what init knows of it without a mark.
        _ = toOther.Ask("Stop", "{'job':'web'}");
        Assert.False(Proc.Lives(main));
        Assert.NotEmpty(other.FamilyOf("free"));
        Assert.Equal(0, other.Stop());
    }

    [Theory]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.Pid1)]
    public void A_process_that_lowers_its_mark_is_stopped_all_the_same(Place place)
    {
        using Supervised init = place.Start($$"""
            [job.web]
            exec = ["{FORGE}", "0", "1000000", {{Daemon}}, "--forks", "0", "--report", "{{Families.Report("web")}}"]
            [job.other]
            exec = [{{Daemon}}, "--report", "{{Families.Report("other")}}"]
            ready = "daemon"
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web", "other");
        init.StopClean(client, "web");
        Assert.Equal(3, init.FamilyOf("other").Count);
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1)]
    [InlineData(Place.Subreaper)]
    [InlineData(Place.Nobody)]
    [InlineData(Place.DockerRoot)]
    public void A_stop_of_the_innermost_of_three_inits_touches_its_own_alone(Place place)
    {
        using Supervised init = Nested(place);
        using VarlinkClient client = VarlinkClient.Connect(init.Path("run/3"));
        init.WaitForMainAsReported(client, "third");
        using VarlinkClient first = init.Connect(), second = VarlinkClient.Connect(init.Path("run/2"));
        init.WaitForMainAsReported(first, "first");
        init.WaitForMainAsReported(second, "second");
        init.StopClean(client, "third");
        Assert.Equal((3, 3), (init.FamilyOf("first").Count, init.FamilyOf("second").Count));
        init.WaitForMainAsReported(first, "first");
        init.WaitForMainAsReported(second, "second");
        System.IO.File.Delete(init.Path("run/third.pid"));
        _ = client.Ask("Start", "{'job':'third'}");
        init.WaitForMainAsReported(client, "third");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData(Place.Pid1, "TERM")]
    [InlineData(Place.Subreaper, "TERM")]
    [InlineData(Place.Nobody, "TERM")]
    [InlineData(Place.DockerRoot, "TERM")]
    [InlineData(Place.Pid1, "KILL")]
    [InlineData(Place.Nobody, "KILL")]
    public void A_stop_of_the_outermost_of_three_inits_leaves_nothing_of_the_inner_ones(Place place, string signal)
    {
        // KILL: the inner ones cannot clean up after themselves.
        using Supervised init = Nested(place, $"kill-signal = \"{signal}\"");
        using VarlinkClient first = init.Connect(), second = VarlinkClient.Connect(init.Path("run/2")),
            third = VarlinkClient.Connect(init.Path("run/3"));
        init.WaitForMainAsReported(third, "third");
        init.WaitForMainAsReported(second, "second");
        init.WaitForMainAsReported(first, "first");
        _ = first.Ask("Stop", "{'job':'inner'}");
        init.AssertGone("second");
        init.AssertGone("third");
        Assert.Equal(3, init.FamilyOf("first").Count);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>An init whose job is an init whose job is an init, each with a daemon.</summary>
    private static Supervised Nested(Place place, string keys = "")
    {
        string program = place is Place.Nobody or Place.DockerRoot ? "{DIR}/miniinit" : Binaries.MiniInit;
        string Own(string name) => $"""
            [job.{name}]
            ready = "daemon"
            exec = [{Daemon}, "--report", "{Families.Report(name)}"]

            """;
        string Inner(int level) => $$"""
            [job.inner]
            manual = true
            {{keys}}
            kill-timeout = "60s"
            exec = ["{{program}}", "--config", "{DIR}/conf{{level}}", "--socket", "{DIR}/run/{{level}}"]

            """;
        Supervised init = place.Start(Own("first") + Inner(2));
        try
        {
            init.Write("conf2/miniinit.toml", Own("second") + Inner(3));
            init.Write("conf3/miniinit.toml", Own("third"));
            using VarlinkClient first = init.Connect();
            _ = first.Ask("Start", "{'job':'inner'}");
            using VarlinkClient second = VarlinkClient.Connect(init.Path("run/2"));
            _ = second.Ask("Start", "{'job':'inner'}");
            return init;
        }
        catch
        {
            init.Dispose();
            throw;
        }
    }

    private static string Beside() => $$"""
        [job.web]
        ready = "daemon"
        exec = [{{Daemon}}, "--report", "{{Families.Report("web")}}"]
        [job.free]
        ready = "daemon"
        exec = [{{Daemon}}, "--clear-environment", "--report", "{{Families.Report("free")}}"]
        [job.forge]
        manual = true
        exec = "{FORGE} 0 1"
        """;

    private static string[] Marks(Supervised init, params string[] jobs) => [.. jobs.SelectMany(init.FamilyOf).Select(Proc.Mark).Distinct()];

    private static ulong Mark(Supervised init) => ulong.Parse(Assert.Single(Marks(init, "web")).Split(' ')[0], CultureInfo.InvariantCulture);
}
