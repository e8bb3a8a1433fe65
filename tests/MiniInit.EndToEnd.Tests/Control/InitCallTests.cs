using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>The calls about init itself, its configuration, and the environment of its jobs.</summary>
public sealed class InitCallTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsSubreaper(Controlled.Jobs + """
        [init]
        env = { FROM_INIT = "set" }
        [job.tells]
        manual = true
        respawn = true
        script = 'echo "NAME=${NAME-unset} OTHER=${OTHER-unset} FROM_INIT=$FROM_INIT"; {AWAIT} {DIR}/again; rm {DIR}/again'
        """);

    private readonly VarlinkClient _client;

    public InitCallTests() => _client = _init.Connect();

    [Fact]
    public void It_tells_who_it_is_and_how_it_is_spoken_to()
    {
        VarlinkReply version = _client.Ask("GetVersion");
        Assert.Equal(($"{_init.Pid}", "system"), (version.Text("pid"), version.Text("mode")));
        VarlinkReply info = _client.Ask("org.varlink.service.GetInfo");
        Assert.Equal(["org.varlink.service", "org.miniinit.Control"], info.Texts("interfaces"));
        foreach (string name in info.Texts("interfaces"))
        {
            VarlinkReply text = _client.Ask("org.varlink.service.GetInterfaceDescription", $"{{'interface':'{name}'}}");
            Assert.Contains($"interface {name}", text.Text("description"));
        }

        VarlinkReply none = _client.Call("org.varlink.service.GetInterfaceDescription", "{'interface':'org.none'}");
        Assert.Equal(("InterfaceNotFound", "org.none"), (none.Error, none.Text("interface")));
    }

    [Fact]
    public void How_much_is_said_can_be_changed_until_the_configuration_is_read_again()
    {
        Assert.Equal("info", _client.Ask("GetLogLevel").Text("level"));
        _ = _client.Ask("SetLogLevel", "{'level':'error'}");
        Assert.Equal("error", _client.Ask("GetLogLevel").Text("level"));
        _ = _client.Ask("Start", "{'job':'idle'}");
        _ = _client.Ask("SetLogLevel", "{'level':'debug'}");
        _ = _client.Ask("Stop", "{'job':'idle'}");
        _init.WaitForState("idle", "waiting");
        Assert.DoesNotContain("idle: goal changed from stop to start", _init.Log);
        _ = _client.Ask("ReloadConfiguration");
        Assert.Equal("info", _client.Ask("GetLogLevel").Text("level"));
        Assert.Equal("InvalidParameter", _client.Call("SetLogLevel", "{'level':'loud'}").Error);
    }

    [Fact]
    public void A_configuration_that_is_read_again_tells_all_that_is_wrong_with_it()
    {
        Assert.Empty(_client.Ask("ReloadConfiguration").Rows("problems"));
        _init.Write("conf/jobs/good.toml", "exec = [\"sleep\", \"1000\"]\n");
        _init.Write("conf/jobs/bad.toml", "exec = [\"sleep\", \"1000\"]\nnothing = 1\nkill-timeout = \"soon\"\n");
        for (int i = 0; i < 2; i++)
        {
            // All of it each time, also what the log does not say again.
            VarlinkReply reply = _client.Ask("ReloadConfiguration");
            string[] texts = [.. reply.Rows("problems").Select(row => row.GetProperty("text").GetString()!)];
            Assert.Contains(texts, text => text.Contains("bad.toml:2:1: ", StringComparison.Ordinal) && text.Contains("\"nothing\"", StringComparison.Ordinal));
            Assert.Contains(texts, text => text.Contains("bad.toml:3:", StringComparison.Ordinal) && text.Contains("\"soon\"", StringComparison.Ordinal));
        }

        _init.WaitForState("good", "running");
        Assert.Equal("invalid", _client.Ask("Status", "{'job':'bad'}").Text("statuses.0.instance.state"));
        VarlinkReply start = _client.Call("Start", "{'job':'bad'}");
        Assert.Equal("InvalidJob", start.Error);
        Assert.Equal(2, start.Texts("diagnostics").Length);

        _init.Write("conf/jobs/bad.toml", "exec = [\"sleep\", \"1000\"]\n");
        Assert.Empty(_client.Ask("ReloadConfiguration").Rows("problems"));
        Assert.Equal("start", _client.Ask("Status", "{'job':'bad'}").Text("statuses.0.instance.goal"));
    }

    [Fact]
    public void What_is_asked_behind_a_reload_knows_the_new_configuration()
    {
        _init.Write("conf/jobs/new.toml", "manual = true\nexec = [\"sleep\", \"1000\"]\n");
        _client.Send("ReloadConfiguration");
        _client.Send("Start", "{'job':'new'}");
        Assert.Null(_client.Receive().Error);
        Assert.Equal("running", _client.Receive().Text("instance.state"));
    }

    [Fact]
    public void Variables_that_are_set_for_all_jobs_are_there_from_their_next_start_on()
    {
        Assert.Equal("set", _client.Ask("GetEnvironment", "{'name':'FROM_INIT'}").Text("value"));
        Assert.Equal("NoSuchVariable", _client.Call("GetEnvironment", "{'name':'NAME'}").Error);
        _ = _client.Ask("SetEnvironment", "{'environment':['NAME=one','OTHER=with = and spaces']}");
        _ = _client.Ask("SetEnvironment", "{'environment':['NAME=kept'],'retain':true}");
        Assert.Equal("one", _client.Ask("GetEnvironment", "{'name':'NAME'}").Text("value"));
        Assert.Contains("NAME=one", _client.Ask("ListEnvironment").Texts("environment"));
        _ = _client.Ask("Start", "{'job':'tells'}");
        _init.WaitForOutput("tells | NAME=one OTHER=with = and spaces FROM_INIT=set\n");

        _ = _client.Ask("UnsetEnvironment", "{'names':['OTHER','NEVER_SET']}");
        _ = _client.Ask("Restart", "{'job':'tells'}");
        _init.WaitForOutput("tells | NAME=one OTHER=unset FROM_INIT=set\n");

        _ = _client.Ask("ResetEnvironment");
        _ = _client.Ask("Restart", "{'job':'tells'}");
        _init.WaitForOutput("tells | NAME=unset OTHER=unset FROM_INIT=set\n");
    }

    [Fact]
    public void Variables_of_one_instance_are_its_own_and_there_from_its_next_process_on()
    {
        const string Of = "'job':'tells','instance':''";
        Assert.Equal("NotRunning", _client.Call("SetEnvironment", $"{{'environment':['NAME=x'],{Of}}}").Error);
        _ = _client.Ask("Start", "{'job':'tells','environment':['OTHER=given']}");
        _init.WaitForOutput("tells | NAME=unset OTHER=given FROM_INIT=set\n");
        _ = _client.Ask("SetEnvironment", $"{{'environment':['NAME=mine'],{Of}}}");
        Assert.Equal("mine", _client.Ask("GetEnvironment", $"{{'name':'NAME',{Of}}}").Text("value"));
        Assert.Equal("NoSuchVariable", _client.Call("GetEnvironment", "{'name':'NAME'}").Error);
        _init.Touch("again");
        _init.WaitForOutput("tells | NAME=mine OTHER=given FROM_INIT=set\n");

        _ = _client.Ask("UnsetEnvironment", $"{{'names':['OTHER'],{Of}}}");
        Assert.DoesNotContain("OTHER=given", _client.Ask("ListEnvironment", $"{{{Of}}}").Texts("environment"));
        _ = _client.Ask("ResetEnvironment", $"{{{Of}}}");
        Assert.Contains("OTHER=given", _client.Ask("ListEnvironment", $"{{{Of}}}").Texts("environment"));
        Assert.Equal("NoSuchJob", _client.Call("ListEnvironment", "{'job':'none'}").Error);
        Assert.Equal("NoSuchInstance", _client.Call("ListEnvironment", "{'job':'tells','instance':'none'}").Error);
    }

    [Theory]
    [InlineData("tels", "tells")]
    [InlineData("something-else", null)]
    public void A_job_that_is_not_there_is_told_with_its_nearest_name(string job, string? nearest)
    {
        foreach (string method in (string[])["Start", "Stop", "Status", "Why", "Tree", "ShowConfiguration", "Reset"])
        {
            VarlinkReply reply = _client.Call(method, $"{{'job':'{job}'}}");
            Assert.Equal(("NoSuchJob", job, nearest), (reply.Error, reply.Text("job"), reply.Text("nearest")));
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _init.Dispose();
    }
}
