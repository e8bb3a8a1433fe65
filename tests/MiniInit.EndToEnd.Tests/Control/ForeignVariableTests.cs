using System;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Whoever may start a job of another user does not so become that user.</summary>
public sealed class ForeignVariableTests : IDisposable
{
    private static readonly Identity s_operator = new(4001, 4001);
    private readonly Supervised _init;

    public ForeignVariableTests()
    {
        Needs.Root();
        _init = Supervised.AsSubreaper(Controlled.Jobs + """
            [job.of-root]
            manual = true
            script = 'env; echo "end of it"; exec sleep 1000'
            [job.of-operator]
            manual = true
            user = "4001"
            group = "4001"
            env.PATH = "/usr/bin:/bin"
            script = 'env; echo "end of it"; exec sleep 1000'
            [job.in-roots-group]
            manual = true
            user = "4001"
            groups = ["0"]
            exec = ["sleep", "1000"]
            [init]
            control.allow = [{ users = ["4001"] }]
            """);
        _init.WaitForState("web", "running");
    }

    public static TheoryData<string> Steering() =>
    [
        "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "PATH", "MINIINIT_X", "MINIINIT_JOB", "MINIINIT_SOCKET", "UPSTART_JOB", "IFS",
        "ENV", "BASH_ENV", "PYTHONPATH", "PERL5LIB", "NOTIFY_SOCKET", "LISTEN_FDS", "GCONV_PATH", "GLIBC_TUNABLES", "NODE_OPTIONS",
    ];

    [Theory]
    [MemberData(nameof(Steering))]
    public void Variables_that_steer_which_code_runs_are_not_set_for_another_user(string name)
    {
        using VarlinkClient client = _init.Connect(s_operator);
        AssertRefused(client, "Start", $"{{'job':'of-root','environment':['{name}=/x']}}", name);
        AssertRefused(client, "Stop", $"{{'job':'web','environment':['A=1','{name}=/x']}}", name);
        AssertRefused(client, "Restart", $"{{'job':'web','environment':['{name}=/x']}}", name);
        AssertRefused(client, "Kill", $"{{'job':'web','environment':['{name}=']}}", name);
        AssertRefused(client, "Emit", $"{{'event':'go','environment':['{name}=/x']}}", name);
        AssertRefused(client, "SetEnvironment", $"{{'environment':['{name}=/x']}}", name);
        AssertRefused(client, "SetEnvironment", $"{{'environment':['{name}=/x'],'job':'web'}}", name);
        AssertRefused(client, "UnsetEnvironment", $"{{'names':['{name}']}}", name);
        AssertRefused(client, "UnsetEnvironment", $"{{'names':['{name}'],'job':'web'}}", name);
        Assert.Equal("running", client.Ask("Status", "{'job':'web'}").Text("statuses.0.instance.state"));
        Assert.Equal("waiting", client.Ask("Status", "{'job':'of-root'}").Text("statuses.0.instance.state"));
    }

    [Fact]
    public void A_group_that_the_job_has_is_not_its_users_to_use_for_anything_else()
    {
        using VarlinkClient client = _init.Connect(s_operator);
        AssertRefused(client, "Start", "{'job':'in-roots-group','environment':['LD_PRELOAD=/x']}", "LD_PRELOAD");
    }

    [Theory]
    [InlineData("of-root", "'FOO=1','WORDS=two words'", "FOO=1", "WORDS=two words")]
    [InlineData("of-operator", "'PYTHONPATH=/mine','FOO=2'", "PYTHONPATH=/mine", "FOO=2")]
    public void All_others_are_and_its_own_jobs_get_any(string job, string variables, params string[] expected)
    {
        using VarlinkClient client = _init.Connect(s_operator);
        _ = client.Ask("Start", $"{{'job':'{job}','environment':[{variables}]}}");
        _init.WaitForOutput("end of it");
        Assert.All(expected, line => Assert.Contains(line, _init.Lines(job)));
    }

    [Fact]
    public void Root_sets_what_it_likes()
    {
        using VarlinkClient client = _init.Connect();
        _ = client.Ask("Start", "{'job':'of-operator','environment':['PYTHONPATH=/x','LD_X=y']}");
        _init.WaitForOutput("end of it");
        Assert.Contains("PYTHONPATH=/x", _init.Lines("of-operator"));
        Assert.Contains("LD_X=y", _init.Lines("of-operator"));
    }

    [Theory]
    [InlineData("'=x'")]
    [InlineData("'nothing'")]
    [InlineData("''")]
    [InlineData("'A\\u0000B=1'")]
    public void What_is_no_variable_is_refused(string variable)
    {
        using VarlinkClient client = _init.Connect();
        foreach (string call in (string[])[
            $"{{'job':'idle','environment':[{variable}]}}", $"{{'job':'web','environment':['A=1',{variable}]}}"])
        {
            Assert.Equal("InvalidParameter", client.Call("Start", call).Error);
            Assert.Equal("InvalidParameter", client.Call("Status", call).Error);
        }

        Assert.Equal("InvalidParameter", client.Call("SetEnvironment", $"{{'environment':[{variable}]}}").Error);
    }

    public void Dispose() => _init.Dispose();

    private static void AssertRefused(VarlinkClient client, string method, string parameters, string name)
    {
        VarlinkReply reply = client.Call(method, parameters);
        Assert.True(reply.Error == "InvalidParameter", $"{method} {parameters}: {reply}");
        Assert.Contains($"\"{name}\" steers which code runs", reply.Text("sentence"));
    }
}
