using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>What is too much for one reply comes in several, or is refused by a sentence.</summary>
public sealed class ManyInstancesTests : IClassFixture<ManyInstancesTests.Crowd>
{
    private const int Count = 2000;
    private readonly Crowd _crowd;

    public ManyInstancesTests(Crowd crowd) => _crowd = crowd;

    /// <summary>An init with one job of very many instances.</summary>
    public sealed class Crowd : System.IDisposable
    {
        public Crowd()
        {
            Init = Supervised.AsSubreaper(
                Controlled.Jobs + """
                [job.many]
                manual = true
                type = "state"
                instance = "$N"
                """,
                "--log-level",
                "error");
            using VarlinkClient client = Init.Connect();
            for (int i = 0; i < Count; i++)
            {
                _ = client.Ask("Start", $"{{'job':'many','instance':'{i:0000}-of-a-long-name-that-makes-a-long-row'}}");
            }
        }

        internal Supervised Init { get; }

        public void Dispose() => Init.Dispose();
    }

    [Theory]
    [InlineData("List")]
    [InlineData("Watch")]
    public void With_more_all_are_told_each_once_in_their_order(string method)
    {
        using VarlinkClient client = _crowd.Init.Connect();
        client.Send(method, "{'patterns':['many']}", "more");
        List<string> told = [];
        for (bool continues = true; continues && told.Count < Count;)
        {
            VarlinkReply reply = client.Receive();
            Assert.Null(reply.Error);
            told.AddRange(reply.Rows("instances").Select(row => row.GetProperty("instance").GetString()!));
            continues = reply.Continues;
        }

        Assert.Equal(Count, told.Count);
        Assert.Equal(told.Order(System.StringComparer.Ordinal), told);
    }

    [Theory]
    [InlineData("List", "{'patterns':[]}")]
    [InlineData("Status", "{'job':'many'}")]
    public void Without_it_they_are_too_many(string method, string parameters)
    {
        using VarlinkClient client = _crowd.Init.Connect();
        Assert.Equal("Busy", client.Call(method, parameters).Error);
        Assert.Null(client.Call("Status", "{'job':'web'}").Error);
    }

    [Fact]
    public void A_tree_of_them_is_the_processes_of_the_others()
    {
        using VarlinkClient client = _crowd.Init.Connect();
        client.Send("Tree", "{}", "more");
        VarlinkReply reply = client.Receive();
        Assert.Equal("web", reply.Text("processes.0.job"));
        Assert.False(reply.Continues);
    }

    [Fact]
    public void Of_patterns_there_may_be_some_and_not_very_many()
    {
        using VarlinkClient client = _crowd.Init.Connect(Identity.Stranger);
        Assert.Null(client.Call("List", Patterns(256, "web")).Error);
        foreach (string patterns in (string[])[Patterns(257, "web"), Patterns(100, "*a*b*c*d*e*f*")])
        {
            VarlinkReply reply = client.Call("List", patterns);
            Assert.Equal(("InvalidParameter", "patterns"), (reply.Error, reply.Text("parameter")));
            Assert.Equal("InvalidParameter", client.Call("Watch", patterns, "more").Error);
        }
    }

    private static string Patterns(int count, string pattern) =>
        $"{{'patterns':[{string.Join(',', Enumerable.Repeat($"'{pattern}'", count))}]}}";
}
