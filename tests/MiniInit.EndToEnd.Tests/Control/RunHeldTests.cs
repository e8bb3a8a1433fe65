using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Descriptors that came with <c>Run</c> are not init's before the command is started: what else it starts would get them too.</summary>
public sealed class RunHeldTests
{
    private const string Held = """
        [init]
        control.allow = [{ users = ["1500", "1600", "1700", "1800", "1900"], methods = ["run"] }]

        [job.gates]
        type = "task"
        instance = "$JOB"
        start-on = "starting run-many*"
        script = "{AWAIT} {DIR}/go"

        [job.gate]
        type = "task"
        start-on = "starting run-held"
        script = "{AWAIT} {DIR}/go"

        """ + Controlled.Jobs;

    private const string Call =
        "{'name':'run-held','command':['sh','-c','echo out'],'environment':[],'directory':'/','descriptors':2}";

    private const string Run = HangingFile.Serve + """
        def run(name, fds):
            call = ('{"method":"org.miniinit.Control.Run","parameters":{"name":"%s","command":["true"],"environment":[],'
                '"directory":"/","properties":["kill-timeout=100ms"],"descriptors":%d}}' % (name, len(fds))).encode() + b"\0"
            s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            s.connect(sys.argv[-1] + "/run/control")
            socket.send_fds(s, [call], fds)
            return s

        """;

    private static readonly Identity s_user = new(1500, 1500);

    [Fact]
    public void A_call_that_is_not_whole_does_not_bring_them_in()
    {
        using Supervised init = Supervised.AsPid1(Held);
        using SafeFileHandle passed = File.OpenHandle(init.Path("passed"), FileMode.Create, FileAccess.Write);
        using VarlinkClient slow = init.Connect(s_user);
        using VarlinkClient other = init.Connect();
        _ = other.Ask("GetVersion");
        Assert.True(slow.Pass(VarlinkClient.Message("Run", Call).AsSpan(0, 40), passed, passed));

        // What came before is read before.
        _ = other.Ask("Start", "{'job':'idle'}");
        Assert.Empty(Links(init.Pid, init.Path("passed")));
        Assert.Empty(Links(init.WaitForMain("idle"), init.Path("passed")));
        Assert.Equal("InvalidParameter", slow.Receive().Error);
        slow.AssertEnds();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_start_that_waits_does_not_bring_them_in(bool isHeard)
    {
        using Supervised init = Supervised.AsPid1(Held);
        string place = init.Path("passed");
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using FileStream stream = new(read, FileAccess.Read);
        using (SafeFileHandle passed = File.OpenHandle(place, FileMode.Create, FileAccess.ReadWrite))
        using (write)
        {
            using VarlinkClient client = init.Connect(s_user);
            Assert.True(client.Pass(VarlinkClient.Message("Run", Call), passed, write));
            int gate = init.WaitForMain("gate");
            if (!isHeard)
            {
                client.Dispose();
            }

            // It sleeps meanwhile, also when nobody is at the other end any more.
            _ = Footprint.Of(init);
            Assert.Empty(Links(init.Pid, place));
            Assert.Empty(Links(gate, place));
            init.Touch("go");
            if (isHeard)
            {
                Assert.Equal("run-held", client.Receive().Text("job"));
            }
        }

        using StreamReader reader = new(stream);
        Assert.Equal("out\n", reader.ReadToEnd());
        init.AssertAnswers();
        init.Until(() => Links(init.Pid, place).Length == 0, "they are closed");
    }

    [Fact]
    public void Those_of_a_start_that_is_called_off_are_closed()
    {
        using Supervised init = Supervised.AsPid1(Held);
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using FileStream stream = new(read, FileAccess.Read);
        using VarlinkClient client = init.Connect(s_user);
        using (write)
        {
            Assert.True(client.Pass(VarlinkClient.Message("Run", Call), write, write));
        }

        _ = init.WaitForMain("gate");
        using VarlinkClient other = init.Connect();
        other.Send("Stop", "{'job':'run-held'}");
        init.Touch("go");
        using StreamReader reader = new(stream);
        Assert.Equal("", reader.ReadToEnd());
        Assert.Equal("Overtaken", client.Receive().Error);
        _ = client.Ask("Run", "{'command':['true'],'environment':[],'directory':'/'}");
    }

    [Fact]
    public void One_whose_close_hangs_holds_up_no_other_start()
    {
        HangingFile.Need();
        using Supervised init = Supervised.AsPid1(Held + """
            [job.first]
            script = '{AWAIT} {DIR}/written; exec /usr/bin/python3 {DIR}/pass.py {DIR}'
            """);
        init.Write("pass.py", Run + """
            null = os.open("/dev/null", os.O_RDWR)
            held = run("run-held", [fd, null])
            say("passed")
            time.sleep(1000)
            """);
        init.Touch("written");
        try
        {
            HangingFile.WaitFor(init, "passed");
            int gate = init.WaitForMain("gate");
            init.Touch("go");
            init.Until(() => File.Exists(init.Path("flush2")), "the command and who closes for init hang");
            using VarlinkClient client = init.Connect();
            _ = client.Ask("Start", "{'job':'idle'}");
            _ = client.Ask("Run", "{'command':['true'],'environment':[],'directory':'/'}");

            // To stop it looks at every process there is.
            _ = client.Ask("Tree", "{'all':true}");
            _ = client.Ask("Stop", "{'job':'idle'}");
            Assert.DoesNotContain(Directory.GetFiles($"/proc/{init.Pid}/fd"), link => Target(link).EndsWith("/fuse"));
        }
        finally
        {
            HangingFile.End(init);
        }

        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void A_start_that_hangs_is_given_up_and_holds_up_no_shutdown()
    {
        HangingFile.Need();
        using Supervised init = Supervised.AsPid1(Held + """
            [job.first]
            script = '{AWAIT} {DIR}/written; exec /usr/bin/python3 {DIR}/pass.py {DIR}'
            """);
        init.Write("pass.py", Run + """
            import signal
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            one, two = run("run-one", [fd]), run("run-two", [fd])
            with open(sys.argv[-1] + "/told", "wb") as file: file.write(one.recv(65536))
            say("answered")
            wait("ended")
            os._exit(0)
            """);
        init.Touch("written");
        try
        {
            HangingFile.WaitFor(init, "flush4");
            using VarlinkClient client = init.Connect();
            _ = client.Ask("Stop", "{'job':'run-one'}");
            init.WaitForFile("answered");
            Assert.Contains("hangs in the kernel", File.ReadAllText(init.Path("told")));
            init.WaitForLog("miniinit: warn: run-one: process ");
            Assert.Equal("NoSuchJob", client.Call("Status", "{'job':'run-one'}").Error);
            init.Signal(Signals.Term);
            init.WaitForLog("miniinit: warn: run-two: process ");
        }
        finally
        {
            HangingFile.End(init);
        }

        Assert.Equal(0, init.WaitForExit());
    }

    [Fact]
    public void Commands_that_are_being_started_are_few()
    {
        const int OfUser = 4, Users = 4;
        using Supervised init = Supervised.AsPid1(Held);
        List<VarlinkClient> clients = [];
        for (uint user = 0; user < Users; user++)
        {
            Identity who = new(1500 + (100 * user), 1500);
            clients.Add(init.Connect(who));
            for (int i = 0; i < OfUser; i++)
            {
                clients[^1].Send("Run", Named($"run-many-{user}-{i}"));
            }

            using VarlinkClient same = init.Connect(who);
            Assert.Equal("Busy", same.Call("Run", Named("run-other")).Error);
        }

        using VarlinkClient another = init.Connect(new Identity(1900, 1500));
        Assert.Equal("Busy", another.Call("Run", Named("run-other")).Error);
        using VarlinkClient root = init.Connect();
        _ = root.Ask("Run", Named("run-of-root"));
        init.Touch("go");
        foreach (VarlinkClient client in clients)
        {
            for (int i = 0; i < OfUser; i++)
            {
                Assert.StartsWith("run-many-", client.Receive().Text("job"));
            }

            client.Dispose();
        }

        _ = another.Ask("Run", Named("run-other"));
    }

    private static string Named(string name) => $"{{'name':'{name}','command':['true'],'environment':[],'directory':'/'}}";

    private static string[] Links(int pid, string target) =>
        [.. Directory.GetFiles($"/proc/{pid}/fd").Where(link => Target(link) == target)];

    /// <summary>Where a descriptor leads; nowhere if it is closed meanwhile.</summary>
    private static string Target(string link)
    {
        try
        {
            return new FileInfo(link).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
