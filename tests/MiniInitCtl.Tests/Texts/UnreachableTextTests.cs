using System.IO;
using MiniInit.Ctl.Connections;
using MiniInit.Ctl.Tests.Harness;
using MiniInit.Ctl.Texts;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux;

namespace MiniInit.Ctl.Tests.Texts;

/// <summary>Why no init is reached, and what to do.</summary>
public sealed class UnreachableTextTests
{
    [Fact]
    public void Where_nothing_is_it_is_asked_whether_init_runs()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/control";
        Tool tool = Tool.Run("--socket", path, "status", "web");
        Assert.Equal(5, tool.ExitCode);
        Assert.Equal("", tool.Output);
        Assert.Equal(
            $"miniinitctl: cannot reach init at {path}: there is no such file; is miniinit running here? --socket PATH or "
            + "MINIINIT_SOCKET names another socket; while an image is built, --offline or MINIINIT_OFFLINE=1 does without\n",
            tool.Error);
    }

    [Fact]
    public void What_is_no_socket_is_told_to_be_none()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/control";
        File.WriteAllText(path, "");
        Tool tool = Tool.Run("list", "--socket", path);
        Assert.Equal(5, tool.ExitCode);
        Assert.StartsWith($"miniinitctl: cannot reach init at {path}: it is a regular file, and no socket; ", tool.Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_that_was_left_behind_is_told_from_one_that_never_was()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/control";
        using (System.Net.Sockets.Socket socket = new(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0))
        {
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
            Tool tool = Tool.Run("--socket=" + path, "version");
            Assert.Equal(5, tool.ExitCode);
            Assert.StartsWith(
                $"miniinitctl: cannot reach init at {path}: the socket is there, but nobody listens on it; its init has ended, or was killed; ",
                tool.Error,
                System.StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Who_may_not_is_told_who_may()
    {
        using TemporaryFolder folder = new();
        string path = folder.Path + "/control";
        File.WriteAllText(path, "");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string text = UnreachableText.Of([new Unreachable(path, Errno.EACCES)]);
        Assert.StartsWith($"cannot reach init at {path}: you may not: its mode is 0600, its owner is user ", text, System.StringComparison.Ordinal);
        Assert.EndsWith("; ask as root, or as the user who init runs as", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_no_socket_can_have_is_told()
    {
        string path = "/tmp/" + new string('x', 120);
        Assert.Contains("a socket's path has at most 107 bytes", Tool.Run("--socket", path, "list").Error, System.StringComparison.Ordinal);
    }

    [Fact]
    public void All_places_that_were_tried_are_named() => Assert.StartsWith(
        "cannot reach init at /run/nowhere: there is no such file, nor is there /tmp/nowhere; ",
        UnreachableText.Of([new Unreachable("/run/nowhere", Errno.ENOENT), new Unreachable("/tmp/nowhere", Errno.ENOENT)]),
        System.StringComparison.Ordinal);

    [Theory]
    [InlineData("start", "web")]
    [InlineData("stop", "--no-wait", "web")]
    [InlineData("restart", "@all")]
    [InlineData("kill", "web")]
    [InlineData("reload", "web")]
    [InlineData("reset", "web")]
    [InlineData("why", "web")]
    [InlineData("usage", "web")]
    [InlineData("wait", "web")]
    [InlineData("logs")]
    [InlineData("events")]
    [InlineData("tree")]
    [InlineData("list")]
    [InlineData("emit", "net-up")]
    [InlineData("signal", "HUP", "web")]
    [InlineData("reload-configuration")]
    [InlineData("show-config")]
    [InlineData("log-priority")]
    [InlineData("list-env")]
    [InlineData("get-env", "X")]
    [InlineData("set-env", "X=1")]
    [InlineData("unset-env", "X")]
    [InlineData("reset-env")]
    [InlineData("version")]
    [InlineData("shutdown")]
    [InlineData("enable", "web")]
    public void Every_command_that_needs_init_says_so_with_5(params string[] arguments)
    {
        Tool tool = Tool.Run(["--socket", "/nowhere/control", .. arguments]);
        Assert.Equal(5, tool.ExitCode);
        Assert.StartsWith("miniinitctl: cannot reach init at /nowhere/control: there is no such file", tool.Error, System.StringComparison.Ordinal);
        Assert.Equal(1, Tool.Run(["--compat", "--socket", "/nowhere/control", .. arguments]).ExitCode);
    }
}
