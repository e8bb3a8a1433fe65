using System;
using System.IO;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary><c>Run</c> by somebody who is not root gives him nothing that he could not do by himself.</summary>
public sealed class RunIdentityTests : IDisposable
{
    private static readonly Identity s_user = new(1500, 1501, 1502, 1503);
    private static readonly Identity s_other = new(1600, 1600);

    /// <summary>Has a command be root of a user namespace with the numbers up to 65535.</summary>
    private const string Mapped = """
        import ctypes, os, sys
        (wait, go), parent = os.pipe(), os.getpid()
        writer = os.fork()
        if writer == 0:
            os.close(go)
            os.read(wait, 1)
            for map in ("uid_map", "gid_map"):
                with open(f"/proc/{parent}/{map}", "w") as file: file.write("0 0 65536")
            os._exit(0)
        if ctypes.CDLL(None).unshare(0x10000000) != 0: sys.exit("no user namespace")
        os.close(go)
        os.waitpid(writer, 0)
        os.execvp(sys.argv[1], sys.argv[1:])
        """;

    private readonly Supervised _init = Supervised.AsPid1("""
        [init]
        control.allow = [{ users = ["1500", "1600"], methods = ["run"] }]

        """ + Controlled.Jobs);

    [Fact]
    public void Without_a_grant_nobody_may()
    {
        using VarlinkClient client = _init.Connect(Identity.Stranger);
        Assert.Equal("PermissionDenied", client.Call("Run", Parameters("true")).Error);
    }

    [Fact]
    public void It_runs_as_the_caller_with_his_groups_and_no_new_privileges()
    {
        string status = Told("cat /proc/self/status; umask");
        Assert.Contains("\nUid:\t1500\t1500\t1500\t1500\n", status);
        Assert.Contains("\nGid:\t1501\t1501\t1501\t1501\n", status);
        Assert.Contains("\nGroups:\t1502 1503 \n", status);
        Assert.Contains("\nNoNewPrivs:\t1\n", status);
        foreach (string set in (string[])["CapInh", "CapPrm", "CapEff", "CapAmb"])
        {
            Assert.Contains($"\n{set}:\t0000000000000000\n", status);
        }

        Assert.EndsWith("\n0022\n", status);
    }

    [Fact]
    public void A_setuid_program_does_not_make_root_of_it()
    {
        string copy = _init.Path("run/id");
        File.Copy(File.Exists("/usr/bin/id") ? "/usr/bin/id" : "/bin/id", copy);
        File.SetUnixFileMode(copy, (UnixFileMode)0b100_111_101_101);
        Assert.Equal("1500\n", Told($"{copy} -u"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("root")]
    [InlineData("1600")]
    [InlineData("1500:0")]
    [InlineData("1500:1502")]
    [InlineData("")]
    public void It_does_not_run_as_anybody_else(string who)
    {
        using VarlinkClient client = _init.Connect(s_user);
        VarlinkReply reply = client.Call("Run", Parameters("true", $",'runAs':'{who}'"));
        Assert.Equal("PermissionDenied", reply.Error);
        Assert.Contains("only root", reply.Text("sentence"));
    }

    [Theory]
    [InlineData("1500")]
    [InlineData("1500:1501")]
    public void To_run_as_oneself_is_allowed(string who)
    {
        using VarlinkClient client = _init.Connect(s_user);
        Assert.Equal("run-1", client.Ask("Run", Parameters("true", $",'runAs':'{who}'")).Text("job"));
    }

    [Theory]
    [InlineData("user=0")]
    [InlineData("user=root")]
    [InlineData("group=0")]
    [InlineData("groups=[0]")]
    [InlineData("sandbox.capabilities=[]")]
    [InlineData("sandbox.ambient=[\\\"SYS_ADMIN\\\"]")]
    [InlineData("sandbox.no-new-privs=false")]
    [InlineData("sandbox={}")]
    [InlineData("limits.nofile=1000000")]
    [InlineData("limits={}")]
    [InlineData("cgroup.memory-max=1G")]
    [InlineData("chroot=/tmp")]
    [InlineData("oom-score=-1000")]
    [InlineData("nice=-5")]
    [InlineData("priority=fifo:10")]
    [InlineData("io-priority=realtime:0")]
    [InlineData("cpu-affinity=[0]")]
    [InlineData("log.file=/etc/passwd")]
    [InlineData("env-file=/etc/shadow")]
    [InlineData("kill-mode=process")]
    public void A_property_that_is_more_than_his_is_denied(string property)
    {
        using VarlinkClient client = _init.Connect(s_user);
        VarlinkReply reply = client.Call("Run", Parameters("true", $",'properties':['{property}']"));
        Assert.Equal("PermissionDenied", reply.Error);
        Assert.Contains("only root", reply.Text("sentence"));
    }

    [Theory]
    [InlineData("pre-start.exec=[\\\"id\\\"]")]
    [InlineData("exec=[\\\"id\\\"]")]
    [InlineData("main=true")]
    [InlineData("\\\"user\\\"=0")]
    [InlineData("nice=1\\nuser=0")]
    [InlineData("listen=[]")]
    public void What_is_no_property_is_refused_to_all(string property)
    {
        using VarlinkClient client = _init.Connect(s_user);
        Assert.Equal("InvalidParameter", client.Call("Run", Parameters("true", $",'properties':['{property}']")).Error);
    }

    [Fact]
    public void Properties_that_are_his_he_may_set() =>
        Assert.Equal("5\n0077\n", Told("nice; umask", ",'properties':['nice=5','umask=077','kill-timeout=1s']"));

    [Fact]
    public void His_name_cannot_be_one_that_files_wait_for()
    {
        using VarlinkClient client = _init.Connect(s_user);
        string most = "run-" + new string('x', 64);
        foreach (string name in (string[])["database", "run-a/b", "run-/a", "run-a+b", "run-a@b", most + "x"])
        {
            Assert.NotNull(client.Call("Run", Parameters("true", $",'name':'{name}'")).Error);
        }

        Assert.Equal("PermissionDenied", client.Call("Run", Parameters("true", ",'name':'run-a/b'")).Error);
        foreach (string name in (string[])["run-Data_base-1.2", most])
        {
            Assert.Equal(name, client.Ask("Run", Parameters("true", $",'name':'{name}'")).Text("job"));
        }
    }

    [Fact]
    public void His_output_is_kept_in_no_file()
    {
        using var init = Supervised.AsPid1("[init]\nlog-dir = \"{DIR}/logs\"\n[init.control]\nallow = [{ users = [\"1500\"], methods = [\"run\"] }]\n" + Controlled.Jobs);
        using VarlinkClient client = init.Connect(s_user);
        using VarlinkClient root = init.Connect();
        _ = root.Ask("Run", Parameters("echo of root", ",'name':'run-root'"));
        init.WaitForOutput("run-root | of root");
        init.Until(() => Files(init).Length == 1, "root has a file");
        _ = client.Ask("Run", Parameters("echo of his", ",'name':'run-his'"));
        init.WaitForOutput("run-his | of his");
        _ = root.Ask("Run", Parameters("echo more", ",'name':'run-more'"));
        init.Until(() => Files(init).Length == 2, "root has two");
        Assert.DoesNotContain(Files(init), file => file.Contains("his"));

        static string[] Files(Supervised init) =>
            Directory.Exists(init.Path("logs")) ? Directory.GetFiles(init.Path("logs"), "*", SearchOption.AllDirectories) : [];
    }

    [Fact]
    public void Variables_of_init_are_dropped_and_inits_own_do_not_reach_him()
    {
        using VarlinkClient root = _init.Connect();
        _ = root.Ask("SetEnvironment", "{'environment':['SECRET=of-jobs']}");
        string told = Told(
            "env | grep -v -e ^PWD -e ^SHLVL -e ^_= | sort",
            environment: "'A=1','MINIINIT_JOB=web','MINIINIT_SOCKET=/x','NOTIFY_SOCKET=/run/x','LISTEN_FDS=3','UPSTART_JOB=web'");
        Assert.Contains("A=1\n", told);
        Assert.Contains("MINIINIT_JOB=run-1\n", told);
        Assert.Contains($"MINIINIT_SOCKET={_init.Socket}\n", told);
        Assert.Contains("UPSTART_JOB=run-1\n", told);
        Assert.DoesNotContain("NOTIFY_SOCKET", told);
        Assert.DoesNotContain("LISTEN_FDS", told);
        Assert.DoesNotContain("SECRET", told);
        Assert.DoesNotContain("SUPERVISED", told);
    }

    [Fact]
    public void A_folder_is_entered_as_the_caller()
    {
        string closed = Directory.CreateDirectory(_init.Path("closed")).FullName;
        File.SetUnixFileMode(closed, (UnixFileMode)0b111_000_000);
        using VarlinkClient client = _init.Connect(s_user);
        VarlinkReply reply = client.Call("Run", Parameters("touch here", directory: closed));
        Assert.Equal("Failed", reply.Error);
        Assert.Contains("permission denied", reply.Text("sentence"));
        Assert.False(File.Exists(Path.Combine(closed, "here")));
    }

    [Fact]
    public void A_program_that_only_root_can_execute_is_not_executed()
    {
        string program = _init.Path("run/of-root");
        File.WriteAllText(program, "#!/bin/sh\necho secret\n");
        File.SetUnixFileMode(program, (UnixFileMode)0b111_000_000);
        using VarlinkClient client = _init.Connect(s_user);
        Assert.Equal("Failed", client.Call("Run", $"{{'command':['{program}'],'environment':[],'directory':'/'}}").Error);
    }

    [Fact]
    public void His_own_he_may_look_at_signal_and_stop_and_nobody_elses()
    {
        using VarlinkClient client = _init.Connect(s_user);
        using VarlinkClient other = _init.Connect(s_other);
        _ = client.Ask("Run", Parameters("echo line; trap 'echo usr1' USR1; while :; do sleep 0.05; done"));
        _init.WaitForOutput("run-1 | line");

        Assert.Equal("line", client.Ask("Status", "{'job':'run-1'}").Text("statuses.0.lastLines.0.text"));
        Assert.Null(other.Ask("Status", "{'job':'run-1'}").Text("statuses.0.lastLines"));
        Assert.Null(client.Ask("Status", "{'job':'web'}").Text("statuses.0.lastLines"));
        foreach ((string method, string more) in (ReadOnlySpan<(string, string)>)[("Signal", ",'signal':'USR1'"), ("Kill", ""), ("Stop", ""), ("Why", "")])
        {
            Assert.Equal("PermissionDenied", other.Call(method, $"{{'job':'run-1'{more}}}").Error);
            Assert.Equal("PermissionDenied", client.Call(method, $"{{'job':'web'{more}}}").Error);
        }

        _ = client.Ask("Signal", "{'job':'run-1','signal':'USR1'}");
        _init.WaitForOutput("run-1 | usr1");
        Assert.Equal("PermissionDenied", client.Call("Restart", "{'job':'run-1'}").Error);
        Assert.Equal("PermissionDenied", client.Call("SetEnvironment", "{'environment':['A=1'],'job':'run-1'}").Error);
        _ = client.Ask("Stop", "{'job':'run-1'}");
        Assert.Equal("PermissionDenied", client.Call("Stop", "{'job':'run-1'}").Error);
    }

    [Fact]
    public void He_cannot_run_any_number_of_them_at_once()
    {
        const int Most = 32;
        using VarlinkClient client = _init.Connect(s_user);
        for (int i = 0; i < Most; i++)
        {
            _ = client.Ask("Run", Parameters("exec sleep 1000"));
        }

        Assert.Equal("Busy", client.Call("Run", Parameters("true")).Error);
        using VarlinkClient other = _init.Connect(s_other);
        _ = other.Ask("Run", Parameters("true"));
        _ = client.Ask("Stop", "{'job':'run-7'}");
        _ = client.Ask("Run", Parameters("true"));
    }

    [Fact]
    public void An_init_that_is_not_root_runs_nothing_for_others()
    {
        using var init = Supervised.Under(
            ["setpriv", "--reuid", "1700", "--regid", "1700", "--clear-groups"],
            "[init]\ncontrol.allow = [{ users = [\"1500\"], methods = [\"run\"] }]\n" + Controlled.Jobs);
        using VarlinkClient client = init.Connect(s_user);
        Assert.Equal("Refused", client.Call("Run", Parameters("true")).Error);
        using VarlinkClient own = init.Connect(new Identity(1700, 1700));
        Assert.StartsWith("run-", own.Ask("Run", Parameters("true")).Text("job"));
    }

    [Fact]
    public void Who_has_a_group_that_init_cannot_tell_runs_nothing()
    {
        // As in a container without root of its own: most numbers are there, also 65534, which stands for all others, too.
        Needs.Program("python3");
        using var init = Supervised.Under(
            ["python3", "-c", Mapped], "[init]\ncontrol.allow = [{ users = [\"1500\"], methods = [\"run\"] }]\n" + Controlled.Jobs);
        foreach (Identity unknown in (Identity[])[new(1500, 1500, 70_000), new(1500, 70_000), new(1500, 1500, 1501, 65_534)])
        {
            using VarlinkClient client = init.Connect(unknown);
            VarlinkReply reply = client.Call("Run", Parameters("true"));
            Assert.Equal("PermissionDenied", reply.Error);
            Assert.Contains("user namespace", reply.Text("sentence"));
        }

        using VarlinkClient known = init.Connect(new Identity(1500, 1500, 1501));
        Assert.StartsWith("run-", known.Ask("Run", Parameters("true")).Text("job"));
    }

    public void Dispose() => _init.Dispose();

    private static string Parameters(string script, string more = "", string directory = "/", string environment = "") =>
        $"{{'command':['sh','-c',{JsonSerializer.Serialize(script)}],'environment':[{environment}],'directory':'{directory}'{more}}}";

    /// <summary>What a script of the user's writes.</summary>
    private string Told(string script, string more = "", string environment = "")
    {
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using FileStream stream = new(read, FileAccess.Read);
        using FileStream nothing = new("/dev/null", FileMode.Open);
        using VarlinkClient client = _init.Connect(s_user);
        string parameters = Parameters(script, $",'descriptors':2{more}", environment: environment);
        using (write)
        {
            Assert.True(client.Pass(VarlinkClient.Message("Run", parameters), nothing.SafeFileHandle, write));
        }

        Assert.Equal("run-1", client.Receive().Text("job"));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
