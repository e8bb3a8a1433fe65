using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Control;

/// <summary>What becomes of the socket when others remove or replace its name.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class LostPathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Epoll _epoll = new();
    private readonly ControlSocket _socket;
    private readonly string _run, _path;

    public LostPathTests()
    {
        _run = $"{_folder.Path}/run";
        _path = $"{_run}/control";
        _socket = ControlSocket.TryOpen(_path, out string? cause)!;
        Assert.Null(cause);
        if (_socket.WatchFd is not null)
        {
            _epoll.Add(_socket.WatchFd, Readiness.Readable, 1);
        }

    }

    public static TheoryData<string> Losses =>
        ["removed", "moved", "folder removed", "folder moved", "stale socket moved over it", "folder linked elsewhere"];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_lost_path_is_told_of_and_bound_again(string loss)
    {
        (ControlConnection client, ControlConnection server) = Connected();
        using (client)
        using (server)
        {
            Lose(loss);
            Assert.True(IsTold());
            Assert.True(_socket.ReadChanges());
            Assert.False(_socket.IsInPlace());
            if (loss == "folder linked elsewhere")
            {
                Assert.Equal("its folder cannot be used: it is a symbolic link, not a folder", _socket.BindAgain());
                File.Delete(_run);
                Assert.True(_socket.ReadChanges());
            }

            Assert.Null(_socket.BindAgain());
            Assert.True(_socket.IsInPlace());
            Assert.False(_socket.ReadChanges());
            Assert.Null(ControlSocket.TryOpen(_path, out _));
            _ = _socket.TryAccept(out ControlConnection? probe);
            probe?.Dispose();
            (ControlConnection another, ControlConnection accepted) = Connected();
            another.Dispose();
            accepted.Dispose();

            // Who was connected stays so.
            Assert.Equal(IoResult.Done, client.Send("x"u8, out _));
            Assert.Equal(IoResult.Done, server.Receive(new byte[1], out _));
        }

        _socket.Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_run));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("link")]
    [InlineData("folder")]
    [InlineData("live socket")]
    public void What_others_have_put_there_stays_and_is_waited_for(string what)
    {
        File.Delete(_path);
        OwnedFd? other = null;
        switch (what)
        {
            case "file":
                File.WriteAllText(_path, "theirs");
                break;
            case "link":
                _ = File.CreateSymbolicLink(_path, "file");
                break;
            case "folder":
                Directory.CreateDirectory(_path);
                break;
            default:
                other = LeftSocket.Make(_path, Libc.SOCK_STREAM);
                Assert.Equal(0, Libc.listen(other.Number, 1));
                break;
        }

        using (other)
        {
            Assert.True(_socket.ReadChanges());
            Assert.NotNull(_socket.BindAgain());
            Assert.False(_socket.ReadChanges());
            Assert.False(IsTold());
            Assert.False(_socket.IsInPlace());
            if (what == "folder")
            {
                Directory.Delete(_path);
            }
            else
            {
                File.Delete(_path);
            }
        }

        Assert.True(IsTold());
        Assert.True(_socket.ReadChanges());
        Assert.Null(_socket.BindAgain());
        Assert.True(_socket.IsInPlace());
    }

    [Fact]
    public void Nobody_wakes_us_by_what_happens_beside_it()
    {
        (ControlConnection client, ControlConnection server) = Connected();
        server.Dispose();
        client.Dispose();
        File.WriteAllText($"{_run}/notify.1", "");
        File.Delete($"{_run}/notify.1");
        Directory.CreateDirectory($"{_folder.Path}/other");
        Assert.Null(ControlSocket.TryOpen(_path, out _));
        Assert.False(IsTold());

        // Also once it has been lost and found, when more was watched for a while.
        File.Delete(_path);
        Assert.True(_socket.ReadChanges());
        Assert.Null(_socket.BindAgain());
        Assert.False(_socket.ReadChanges());
        File.WriteAllText($"{_run}/notify.1", "");
        File.Delete($"{_run}/notify.1");
        Assert.False(IsTold());
    }

    [Fact]
    public void Where_nothing_can_be_watched_it_can_still_be_looked_for()
    {
        if (!OwnLimits.Hold("echo 0 >/proc/sys/user/max_inotify_instances"))
        {
            return;
        }

        string path = $"{_folder.Path}/unwatched/control";
        using ControlSocket? socket = ControlSocket.TryOpen(path, out string? cause);
        Assert.Null(cause);
        Assert.Null(socket!.WatchFd);
        Assert.False(socket.IsWatched);
        File.Delete(path);
        Assert.False(socket.ReadChanges());
        Assert.False(socket.IsInPlace());
        Assert.Null(socket.BindAgain());
        Assert.True(socket.IsInPlace());
    }

    [Fact]
    public void Where_watches_run_out_that_is_said()
    {
        if (!OwnLimits.Hold("echo 2 >/proc/sys/user/max_inotify_watches"))
        {
            Assert.True(_socket.IsWatched);
            return;
        }

        using ControlSocket? socket = ControlSocket.TryOpen($"{_folder.Path}/unwatched/control", out string? cause);
        Assert.Null(cause);
        Assert.False(socket!.IsWatched);
        Assert.NotNull(socket.WatchFd);
    }

    [Fact]
    public void Other_rights_are_no_loss()
    {
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.True(IsTold());
        Assert.False(_socket.ReadChanges());
        Assert.Null(_socket.BindAgain());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
    }

    [Fact]
    public void Once_the_watch_has_ended_nothing_is_told()
    {
        Assert.NotEqual(0, Held().Watches);
        _socket.EndWatch();
        Assert.Equal(0, Held().Watches);
        Lose("removed");
        Assert.False(_socket.ReadChanges());
        Assert.Equal(0, Held().Watches);
    }

    [Fact]
    public void An_init_that_took_it_meanwhile_keeps_it()
    {
        Directory.Delete(_run, recursive: true);
        using ControlSocket? other = ControlSocket.TryOpen(_path, out string? cause);
        Assert.Null(cause);
        Assert.True(_socket.ReadChanges());
        Assert.Equal("another init has it; give this one a path of its own", _socket.BindAgain());
        _socket.Dispose();
        Assert.True(other!.IsInPlace());
        Assert.True(File.Exists($"{_path}.lock"));
    }

    [Fact]
    public void It_can_be_lost_a_thousand_times_without_leaving_anything()
    {
        (int Descriptors, int Watches) before = default;
        for (int i = 0; i < 1000; i++)
        {
            File.Delete(_path);
            Assert.True(_socket.ReadChanges());
            Assert.Null(_socket.BindAgain());
            before = i == 10 ? Held() : before;
        }

        Assert.Equal(2, Directory.GetFiles(_run).Length);
        Assert.InRange(Held().Descriptors, 1, before.Descriptors + 5); // others come and go
        Assert.Equal(before.Watches, Held().Watches);
        Assert.InRange(before.Watches, 2, 20);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _epoll.Dispose();
        _folder.Dispose();
    }

    private void Lose(string how)
    {
        string away = $"{_folder.Path}/away";
        switch (how)
        {
            case "removed":
                File.Delete(_path);
                break;
            case "moved":
                File.Move(_path, away);
                break;
            case "folder removed":
                Directory.Delete(_run, recursive: true);
                break;
            case "folder moved":
                Directory.Move(_run, away);
                break;
            case "folder linked elsewhere":
                Directory.Move(_run, away);
                _ = File.CreateSymbolicLink(_run, "elsewhere");
                Directory.CreateDirectory($"{_folder.Path}/elsewhere");
                break;
            default:
                LeftSocket.Make(away, Libc.SOCK_STREAM).Dispose();
                File.Move(away, _path, overwrite: true);
                break;
        }
    }

    private (ControlConnection Client, ControlConnection Server) Connected()
    {
        ControlConnection? client = ControlConnection.Connect(_path, out Errno error);
        Assert.Equal(Errno.None, error);
        Assert.Equal(AcceptResult.Accepted, _socket.TryAccept(out ControlConnection? server));
        return (client!, server!);
    }

    private (int Descriptors, int Watches) Held() => (
        Directory.GetFiles("/proc/self/fd").Length,
        File.ReadLines($"/proc/self/fdinfo/{_socket.WatchFd!.Number}")
            .Count(line => line.StartsWith("inotify wd:", StringComparison.Ordinal)));

    private bool IsTold()
    {
        var ready = new ReadyEvent[1];
        return _epoll.Wait(ready, 0) == 1;
    }
}
