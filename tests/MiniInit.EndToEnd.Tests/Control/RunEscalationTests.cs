using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>What somebody with a grant of <c>run</c> may try to become more than himself by it.</summary>
public sealed class RunEscalationTests : IDisposable
{
    private static readonly Identity s_user = new(1500, 1501, 1502);

    private readonly Supervised _init = Supervised.AsPid1("""
        [init]
        control.allow = [{ users = ["1500"], methods = ["run"] }]

        """ + Controlled.Jobs);

    [Theory]
    [InlineData("{COPY} -u", 0b100_111_101_101, "1500\n")]
    [InlineData("{COPY} -g", 0b010_111_101_101, "1501\n")]
    [InlineData("setpriv --reuid=0 true 2>&1 || echo refused", 0, "refused\n")]
    [InlineData("setpriv --clear-groups true 2>&1 || echo refused", 0, "refused\n")]
    [InlineData("setpriv --no-new-privs true; grep NoNewPrivs /proc/self/status", 0, "NoNewPrivs:\t1\n")]
    [InlineData("nice -n -5 sh -c nice 2>/dev/null | tail -n 1", 0, "0\n")]
    [InlineData("(echo -1000 > /proc/self/oom_score_adj) 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("(kill -KILL 1; kill -TERM 1) 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("(: < /proc/1/environ) 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("(ls /proc/1/fd) 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("unshare --mount true 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("chroot / true 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("{CTL} --socket {SOCKET} stop web 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("{CTL} --socket {SOCKET} run --run-as root -- true 2>/dev/null || echo refused", 0, "refused\n")]
    [InlineData("{CTL} --socket {SOCKET} run --wait -- grep NoNewPrivs /proc/self/status", 0, "NoNewPrivs:\t1\n")]
    public void A_program_has_no_more_rights_than_the_caller(string script, int mode, string expected)
    {
        string copy = _init.Path("run/id");
        if (mode != 0)
        {
            File.Copy(Needs.Find("id")!, copy);
            File.SetUnixFileMode(copy, (UnixFileMode)mode);
        }

        string ctl = _init.Path("run/ctl");
        File.Copy(Binaries.MiniInitCtl, ctl);
        string placed = script.Replace("{COPY}", copy).Replace("{CTL}", ctl).Replace("{SOCKET}", _init.Socket);
        Assert.EndsWith(expected, Told(placed));
        _init.AssertAnswers();
        Assert.True(Proc.Lives(_init.WaitForMain("web")));
    }

    [Fact]
    public void It_has_three_descriptors_and_none_of_inits()
    {
        string[] lines = Told("for fd in /proc/self/fd/*; do echo ${fd##*/}; done").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["0", "1", "2"], lines.Where(line => line is not "3").Order()); // 3 is the folder that is listed
        Assert.Equal("", Told("for fd in 4 5 6 7 8 9 10 11 12 20 30; do [ -e /proc/$$/fd/$fd ] && readlink /proc/$$/fd/$fd; done; true"));
    }

    [Fact]
    public void Variables_for_the_loader_are_between_the_caller_and_himself()
    {
        string told = Told("id -u", environment: "'LD_PRELOAD=/nowhere/of-mine.so','PATH=/usr/bin:/bin'");
        Assert.Equal("1500\n", told);
        _init.AssertAnswers();
        _ = _init.Connect().Ask("Start", "{'job':'idle'}");
        Assert.DoesNotContain("of-mine", Environment(_init.WaitForMain("idle")) + Environment(_init.Pid));
    }

    [Theory]
    [InlineData("closed")]
    [InlineData("link")]
    [InlineData("open/../closed")]
    public void A_folder_of_anothers_is_not_entered(string folder)
    {
        string closed = Directory.CreateDirectory(_init.Path("closed"), (UnixFileMode)0b111_000_000).FullName;
        Assert.Equal(0, Running.Run("chown", ["1600:1600", closed]).Code);
        _ = Directory.CreateDirectory(_init.Path("open"), (UnixFileMode)0b111_101_101);
        _ = File.CreateSymbolicLink(_init.Path("link"), closed);
        using VarlinkClient client = _init.Connect(s_user);
        VarlinkReply reply = client.Call("Run", Parameters("true", directory: _init.Path(folder)));
        Assert.Equal("Failed", reply.Error);
        Assert.Contains("permission denied", reply.Text("sentence"));
    }

    [Fact]
    public void A_terminal_that_is_anothers_is_not_taken_from_him()
    {
        using Pty pty = Pty.Open();
        using Running shell = pty.Start("sh", "-c", "echo there; exec sleep 1000");
        pty.ReadUntil("there");
        int session = pty.Session;
        Assert.NotEqual(0, session);
        using SafeFileHandle slave = File.OpenHandle(pty.SlavePath, FileMode.Open, FileAccess.ReadWrite);
        using VarlinkClient client = _init.Connect(s_user);
        Assert.True(client.Pass(VarlinkClient.Message("Run", Parameters("true", ",'descriptors':1,'isTerminal':true")), slave));
        _ = client.Receive();
        Assert.Equal(session, pty.Session);
        Assert.True(Proc.Lives(shell.Pid));
    }

    [Fact]
    public void What_is_no_terminal_becomes_none()
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        using VarlinkClient client = _init.Connect(s_user);
        Assert.True(client.Pass(VarlinkClient.Message("Run", Parameters("true", ",'descriptors':1,'isTerminal':true")), nothing));
        _ = client.Receive();
        Assert.Equal("InvalidParameter", client.Call("Run", Parameters("true", ",'isTerminal':true")).Error);
        _init.AssertAnswers();
    }

    [Theory]
    [InlineData(",'descriptors':4")]
    [InlineData(",'descriptors':-1")]
    [InlineData(",'descriptors':1")]
    [InlineData(",'descriptors':1000000000000")]
    public void Descriptors_that_do_not_come_are_nobodys(string more)
    {
        using VarlinkClient client = _init.Connect(s_user);
        Assert.Equal("InvalidParameter", client.Call("Run", Parameters("true", more)).Error);
    }

    public void Dispose() => _init.Dispose();

    private static string Environment(int pid) => File.ReadAllText($"/proc/{pid}/environ");

    private static string Parameters(string script, string more = "", string directory = "/", string environment = "'PATH=/usr/sbin:/usr/bin:/sbin:/bin'") =>
        $"{{'command':['sh','-c',{JsonSerializer.Serialize(script)}],'environment':[{environment}],'directory':'{directory}'{more}}}";

    /// <summary>What a script of the user's writes to its standard output.</summary>
    private string Told(string script, string? environment = null)
    {
        (SafeFileHandle read, SafeFileHandle write) = PassedFiles.Pipe();
        using FileStream stream = new(read, FileAccess.Read);
        using FileStream nothing = new("/dev/null", FileMode.Open);
        using VarlinkClient client = _init.Connect(s_user);
        const string More = ",'descriptors':2";
        string parameters = environment is null ? Parameters(script, More) : Parameters(script, More, environment: environment);
        using (write)
        {
            Assert.True(client.Pass(VarlinkClient.Message("Run", parameters), nothing.SafeFileHandle, write));
        }

        Assert.StartsWith("run-", client.Receive().Text("job"));
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
