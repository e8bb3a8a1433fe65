using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Where the socket is made when nothing says where, and what jobs are told of it.</summary>
public sealed class SocketPlaceTests
{
    private const string Tells = """
        [job.web]
        script = 'echo "socket ${MINIINIT_SOCKET-is where it is looked for}"; exec sleep 1000'
        """;

    /// <summary>An empty one is as good as none, and other than in other tests nothing else says where.</summary>
    private static readonly Dictionary<string, string> s_nowhere = new() { ["MINIINIT_SOCKET"] = "" };

    [Fact]
    public void It_is_below_run_and_jobs_are_not_told()
    {
        using Supervised init = InMounts(["mount -t tmpfs tmpfs /run"]);
        init.WaitForOutput("web | socket is where it is looked for\n");
        Assert.Equal("web", Reach(init, "/run/miniinit/control"));
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Where_run_cannot_be_written_to_it_is_below_tmp_and_jobs_are_told()
    {
        const uint User = 17_771;
        string folder = $"/tmp/miniinit-{User}";
        try
        {
            using Supervised init = InMounts([], "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups");
            init.WaitForOutput($"web | socket {folder}/control\n");
            Assert.Equal("web", Reach(init, $"{folder}/control"));
            Assert.Contains("cannot make the control socket in the first place: /run/miniinit/control: ", init.Log);
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & (UnixFileMode)0b000_010_010);
            Assert.Equal(0, init.Stop());
        }
        finally
        {
            Remove(folder);
        }
    }

    [Fact]
    public void Where_neither_can_be_there_is_none_and_init_says_so()
    {
        const uint User = 17_772;
        string folder = $"/tmp/miniinit-{User}";
        try
        {
            _ = Directory.CreateDirectory(folder); // of root, who is not that user
            using Supervised init = InMounts([], "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups");
            init.WaitForOutput("web | socket is where it is looked for\n");
            init.WaitForLog("miniinit: there is no control socket: /run/miniinit/control: ");
            Assert.Contains($"; {folder}/control: ", init.Log);
            Assert.Empty(Directory.GetFiles(folder));
            Assert.Equal(0, init.Stop());
        }
        finally
        {
            Remove(folder);
        }
    }

    [Fact]
    public void Where_nothing_at_all_can_be_written_to_jobs_run_all_the_same()
    {
        using Supervised init = InMounts([
            "mount -t tmpfs -o ro tmpfs /run", "mount -t tmpfs -o ro tmpfs /dev/shm", "mount -o remount,ro,bind /",
            "! touch {DIR}/x 2> /dev/null"]);
        init.WaitForOutput("web | socket is where it is looked for\n");
        init.WaitForLog("miniinit: there is no control socket: /run/miniinit/control: ");
        Assert.Equal(0, init.Stop());
    }

    [Theory]
    [InlineData("option")]
    [InlineData("variable")]
    [InlineData("setting")]
    public void Jobs_are_told_what_was_given(string how)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "s");
        using Supervised init = Supervised.With(
            new Dictionary<string, string> { ["MINIINIT_SOCKET"] = how == "variable" ? path : "" },
            [],
            (how == "setting" ? $"[init]\nsocket = \"{path}\"\n" : "") + Tells,
            how == "option" ? ["--socket", path] : []);
        init.WaitForOutput($"web | socket {path}\n");
        using VarlinkClient client = VarlinkClient.Connect(path);
        _ = client.Ask("GetVersion");
    }

    [Theory]
    [InlineData("/nowhere/at/all")]
    [InlineData("/")]
    [InlineData("/a-name-that-is-far-too-long-for-the-address-of-a-socket/which-has-one-hundred-and-eight-bytes-and-no-more/control")]
    public void A_path_that_cannot_be_is_told_and_jobs_run(string path)
    {
        using Supervised init = Supervised.AsSubreaper(Tells, "--socket", path);
        init.WaitForOutput("web | socket is where it is looked for\n");
        init.WaitForLog($"miniinit: warn: cannot make the control socket {path}: ");
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void An_init_that_is_a_job_makes_its_own()
    {
        using var folder = new TemporaryFolder();
        string inner = Path.Combine(folder.Path, "inner");
        using Supervised init = Supervised.AsSubreaper($$"""
            [job.inner]
            exec = ["{{Binaries.MiniInit}}", "--config", "{DIR}/inner", "--socket", "{{inner}}", "--log-level", "info"]
            manual = true
            """);
        init.Write("inner/web.toml", "exec = [\"sleep\", \"1000\"]\n");
        using VarlinkClient outer = init.Connect();
        _ = outer.Ask("Start", "{'job':'inner'}");
        using VarlinkClient client = VarlinkClient.Connect(inner);
        Assert.Equal("web", client.Ask("List", "{'patterns':[]}").Text("instances.0.job"));
        Assert.Equal("inner", outer.Ask("List", "{'patterns':[]}").Text("instances.0.job"));
    }

    private static Supervised InMounts(string[] mounts, params string[] wrapper)
    {
        Needs.Root();
        return Supervised.With(
            s_nowhere, ["unshare", "--mount", .. Once.After(string.Join("; ", mounts.Append(":"))), .. wrapper], Tells);
    }

    /// <summary>Asks for the first job by a socket that only init's own mounts show.</summary>
    private static string? Reach(Supervised init, string path)
    {
        using VarlinkClient client = VarlinkClient.Connect($"/proc/{init.Pid}/root{path}");
        return client.Ask("List", "{'patterns':[]}").Text("instances.0.job");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
