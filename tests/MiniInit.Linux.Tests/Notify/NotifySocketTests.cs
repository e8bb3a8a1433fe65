using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Notify;
using MiniInit.Linux.Sockets;

namespace MiniInit.Linux.Tests.Notify;

[Collection(nameof(StartsPrograms))]
public sealed partial class NotifySocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NotifySocket _socket;

    public NotifySocketTests()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        _socket = NotifySocket.TryOpen([$"{_folder.Path}/run"], out string? cause)!;
        Assert.Null(cause);
    }

    [Fact]
    public void Messages_come_in_order_with_their_sender()
    {
        Assert.False(_socket.TryReceive(out _));
        Assert.Equal(Errno.None, Send("READY=1"));
        Assert.Equal(Errno.None, Send(""));
        Assert.Equal(Errno.None, Send("STATUS=a\0b"));
        foreach (string text in new[] { "READY=1", "", "STATUS=a\0b" })
        {
            using NotifyDatagram datagram = Receive();
            Assert.Equal(text, Encoding.UTF8.GetString(datagram.Text.Span));
            Assert.Equal((text.Length, false), (datagram.Length, datagram.IsTooLong));
            Assert.Equal((Environment.ProcessId, Libc.geteuid()), (datagram.Pid, datagram.UserId));
            Assert.Equal(Libc.getegid(), datagram.GroupId);
            Assert.Null(datagram.Barrier);
            Assert.True(datagram.Sender is null || Readlink(datagram.Sender.Fd) == "anon_inode:[pidfd]");
        }

        Assert.False(_socket.TryReceive(out _));
    }

    [Fact]
    public void The_descriptor_becomes_readable()
    {
        using Epoll epoll = new();
        epoll.Add(_socket.Fd, Readiness.Readable, 1);
        var ready = new ReadyEvent[1];
        Assert.Equal(0, epoll.Wait(ready, 0));
        Assert.Equal(Errno.None, Send("READY=1"));
        Wait.Until(() => epoll.Wait(ready, 100) == 1, "the message is there");
    }

    [Theory]
    [InlineData(NotifySocketLimits.MessageBytes, false)]
    [InlineData(NotifySocketLimits.MessageBytes + 1, true)]
    [InlineData(65_536, true)]
    public void A_message_that_is_too_long_is_empty(int length, bool isTooLong)
    {
        Assert.Equal(Errno.None, Send(new string('x', length)));
        using NotifyDatagram datagram = Receive();
        Assert.Equal((length, isTooLong), (datagram.Length, datagram.IsTooLong));
        Assert.Equal(isTooLong ? 0 : length, datagram.Text.Length);
        Assert.Equal(Environment.ProcessId, datagram.Pid);
    }

    [Theory]
    [InlineData("BARRIER=1")]
    [InlineData("BARRIER=1\n")]
    public void A_barrier_holds_its_descriptor_until_it_has_been_dealt_with(string text)
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        {
            Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, text, write));
            write.Dispose();
            NotifyDatagram datagram = Receive();
            Assert.Equal(1, Libc.fcntl(datagram.Barrier!.Number, Libc.F_GETFD, 0)); // close-on-exec
            Assert.False(HasEnded(read));
            datagram.Dispose();
            AssertEnds(read);
        }
    }

    /// <summary>Its last close would wait for the peer as long as the sender likes, and we may be the last to close.</summary>
    [Theory]
    [InlineData("BARRIER=1")]
    [InlineData("FDSTORE=1")]
    public void A_socket_that_is_received_cannot_linger(string text)
    {
        using System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.InterNetwork, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        socket.LingerState = new System.Net.Sockets.LingerOption(true, 30);
        using OwnedFd fd = new(Libc.fcntl((int)socket.Handle, Libc.F_DUPFD_CLOEXEC, 3));
        Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, text, fd));
        using NotifyDatagram datagram = Receive();
        Assert.False(socket.LingerState!.Enabled);
    }

    [Theory]
    [InlineData("BARRIER=1", 0)]
    [InlineData("BARRIER=1", 2)]
    [InlineData("BARRIER=1", 253)]
    [InlineData("BARRIER=1\nREADY=1", 1)]
    [InlineData("BARRIER=11", 1)]
    [InlineData("FDSTORE=1", 1)]
    [InlineData("FDSTORE=1", 253)]
    [InlineData("", 3)]
    public void All_other_descriptors_are_closed_at_once(string text, int count)
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        {
            Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, text, [.. Enumerable.Repeat(write, count)]));
            write.Dispose();
            using NotifyDatagram datagram = Receive();
            Assert.Null(datagram.Barrier);
            Assert.Equal(text, Encoding.UTF8.GetString(datagram.Text.Span));
            AssertEnds(read);
        }
    }

    [Fact]
    public void Descriptors_with_a_message_that_is_too_long_are_closed()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        {
            Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, new string('x', 20_000), write, write));
            write.Dispose();
            Receive().Dispose();
            AssertEnds(read);
        }
    }

    [Fact]
    public unsafe void Descriptors_that_no_number_is_left_for_are_no_barrier_and_no_loss()
    {
        if (!OwnLimits.Hold("true"))
        {
            return;
        }

        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        Libc.rlimit limit;
        Assert.Equal(0, Libc.getrlimit(Libc.RLIMIT_NOFILE, &limit));
        using (read)
        {
            Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, "BARRIER=1", write));
            Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, "READY=1", write, write));
            write.Dispose();
            Libc.rlimit none = new() { rlim_cur = 3, rlim_max = limit.rlim_max }; // what is open stays open
            Assert.Equal(0, Libc.setrlimit(Libc.RLIMIT_NOFILE, &none));
            NotifyDatagram barrier = Receive();
            NotifyDatagram ready = Receive();
            Assert.Equal(0, Libc.setrlimit(Libc.RLIMIT_NOFILE, &limit));
            Assert.Null(barrier.Barrier);
            Assert.Equal("READY=1"u8, ready.Text.Span);
            Assert.Equal(Environment.ProcessId, ready.Pid);
            AssertEnds(read);
        }
    }

    [Fact]
    public void No_descriptor_is_left_of_thousands_of_messages()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        {
            for (int i = 0; i < 2000; i++)
            {
                OwnedFd[] fds = [.. Enumerable.Repeat(write, i % 5)];
                Assert.Equal(Errno.None, NotifySender.Send(_socket.Path, i % 2 == 0 ? "BARRIER=1" : "READY=1", fds));
                Receive().Dispose();
            }

            write.Dispose();
            AssertEnds(read);
            string pidfd = "anon_inode:[pidfd]";
            Assert.InRange(Directory.GetFiles("/proc/self/fd").Count(f => new FileInfo(f).LinkTarget == pidfd), 0, 20);
        }
    }

    [Fact]
    public void The_socket_is_open_to_all_and_its_folder_is_ours()
    {
        Assert.True(_socket.IsOpenToAll);
        Assert.Equal("-rw-rw-rw-", Mode(_socket.Path));
        Assert.Equal("-rwxr-xr-x", Mode($"{_folder.Path}/run"));
        Assert.Equal(1, Libc.fcntl(_socket.Fd.Number, Libc.F_GETFD, 0));

        string closed = $"{_folder.Path}/closed";
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using NotifySocket? other = NotifySocket.TryOpen([closed], out _);
        Assert.False(other!.IsOpenToAll);
    }

    [Fact]
    public void Two_inits_share_a_folder_and_clean_up_after_others()
    {
        string folder = $"{_folder.Path}/run";
        NotifySocket killed = NotifySocket.TryOpen([folder], out _)!;
        killed.Fd.Dispose(); // without removing its name
        File.WriteAllText($"{folder}/control", "not ours");
        using NotifySocket? other = NotifySocket.TryOpen([folder], out _);
        Assert.Equal(
            new[] { $"{folder}/control", _socket.Path, other!.Path }.Order(),
            Directory.GetFileSystemEntries(folder).Order());
        Assert.Equal(Errno.None, Send("READY=1"));
        Assert.False(other.TryReceive(out _));
        Receive().Dispose();
        other.Dispose();
        other.Dispose();
        Assert.False(File.Exists(other.Path));
    }

    [Fact]
    public void The_first_folder_that_can_be_used_is_used()
    {
        string root = _folder.Path;
        File.WriteAllText($"{root}/file", "");
        _folder.Link("link", "run");
        Directory.CreateDirectory($"{root}/shared");
        File.SetUnixFileMode($"{root}/shared", (UnixFileMode)0b111_111_111);
        Directory.CreateDirectory($"{root}/sticky");
        File.SetUnixFileMode($"{root}/sticky", (UnixFileMode)0b1_111_111_111);
        string[] bad = [$"{root}/none/run", $"{root}/file", $"{root}/link", $"{root}/shared", $"{root}/sticky", $"{root}/a\0b"];
        using NotifySocket? socket = NotifySocket.TryOpen([.. bad, $"{root}/good"], out string? cause);
        Assert.Null(cause);
        Assert.StartsWith($"{root}/good/notify.", socket!.Path, StringComparison.Ordinal);

        Assert.Null(NotifySocket.TryOpen(bad, out cause));
        Assert.Equal(
            "cannot make a socket for readiness by notify: ROOT/none/run: No such file or directory; "
                + "ROOT/file: it is a regular file, not a folder; ROOT/link: it is a symbolic link, not a folder; "
                + "ROOT/shared: others may add and rename files in it (mode 0777); take that right away with chmod o-w; "
                + "ROOT/sticky: others may add files to it; ROOT/a\\x00b: a path cannot hold a NUL character",
            cause!.Replace(root, "ROOT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_path_that_is_too_long_is_none()
    {
        string folder = $"{_folder.Path}/{new string('x', 100)}";
        Assert.Null(NotifySocket.TryOpen([folder], out string? cause));
        Assert.EndsWith("the path would have more than 107 bytes", cause, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
        Assert.NotNull(UnixAddress.From(new string('x', 107)));
        Assert.Null(UnixAddress.From(new string('x', 108)));
        Assert.Null(UnixAddress.From(new string('é', 54)));
        Assert.Null(UnixAddress.From(""));
        Assert.Null(UnixAddress.From("\0abstract"));
    }

    [Fact]
    public void A_folder_of_somebody_else_is_none()
    {
        Needs.Root();
        string folder = $"{_folder.Path}/theirs";
        Directory.CreateDirectory(folder);
        Assert.Equal(0, chown(folder, 4242, 4242));
        Assert.Null(NotifySocket.TryOpen([folder], out string? cause));
        Assert.EndsWith("its owner is uid 4242, not root; give it to root with chown", cause, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    private Errno Send(string text) => NotifySender.Send(_socket.Path, text);

    private NotifyDatagram Receive()
    {
        Assert.True(_socket.TryReceive(out NotifyDatagram? datagram));
        return datagram;
    }

    /// <summary>Nobody has the other end, as soon as no program is just being started, which has all.</summary>
    private static void AssertEnds(OwnedFd read) => Wait.Until(() => HasEnded(read), "the other end is closed");

    private static bool HasEnded(OwnedFd read)
    {
        using Epoll epoll = new();
        epoll.Add(read, Readiness.None, 0);
        var ready = new ReadyEvent[1];
        return epoll.Wait(ready, 0) == 1 && ready[0].Readiness == Readiness.HungUp;
    }

    private static string? Readlink(OwnedFd fd) => new FileInfo($"/proc/self/fd/{fd.Number}").LinkTarget;

    private static string Mode(string path)
    {
        int mode = (int)File.GetUnixFileMode(path);
        return "-" + string.Concat("rwxrwxrwx".Select((c, i) => ((mode >> (8 - i)) & 1) != 0 ? c : '-'));
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int chown(string path, uint owner, uint group);

}
