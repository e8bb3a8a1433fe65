using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Control;

/// <summary>The name of the socket, and who may have it.</summary>
[Collection(nameof(StartsPrograms))]
public sealed partial class ControlSocketTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _run, _path;

    public ControlSocketTests()
    {
        _run = $"{_folder.Path}/run";
        _path = $"{_run}/control";
    }

    [Theory]
    [InlineData(0b010_010)]
    [InlineData(0)]
    [InlineData(0b111_111)]
    public void Everyone_may_connect_whatever_our_umask(uint mask)
    {
        uint before = umask(mask);
        try
        {
            using ControlSocket socket = Open();
            Assert.Equal((UnixFileMode)0b110_110_110, File.GetUnixFileMode(_path));
            Assert.Equal((UnixFileMode)0b111_101_101, File.GetUnixFileMode(_run));
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode($"{_path}.lock"));
            Assert.Equal(Libc.FD_CLOEXEC, Libc.fcntl(socket.Fd.Number, Libc.F_GETFD, 0));
            Assert.Equal(Libc.O_NONBLOCK, Libc.fcntl(socket.Fd.Number, Libc.F_GETFL, 0) & Libc.O_NONBLOCK);
            Assert.True(socket.IsInPlace());
            AssertAccepts(socket);
        }
        finally
        {
            _ = umask(before);
        }
    }

    [Fact]
    public void Nothing_is_left_when_it_ends()
    {
        ControlSocket socket = Open();
        Assert.Equal(["control", "control.lock"], Names());
        socket.Dispose();
        socket.Dispose();
        Assert.Empty(Names());
    }

    [Fact]
    public void A_second_init_is_refused_and_the_first_is_not_disturbed()
    {
        using ControlSocket first = Open();
        Assert.Null(ControlSocket.TryOpen(_path, out string? cause));
        Assert.Equal("another init has it; give this one a path of its own", cause);
        Assert.True(first.IsInPlace());
        Assert.Equal(["control", "control.lock"], Names());
        AssertAccepts(first);

        first.Dispose();
        using ControlSocket second = Open();
        AssertAccepts(second);
    }

    [Fact]
    public void Without_its_lock_a_live_socket_is_still_not_taken()
    {
        using ControlSocket first = Open();
        File.Delete($"{_path}.lock");
        Assert.Null(ControlSocket.TryOpen(_path, out string? cause));
        Assert.Equal("another init has it; give this one a path of its own", cause);
        Assert.Equal(["control"], Names());
        Assert.Equal(AcceptResult.Accepted, first.TryAccept(out ControlConnection? look));
        Assert.Equal(IoResult.Closed, look!.Receive(new byte[1], out _));
        look.Dispose();
        AssertAccepts(first);
    }

    [Fact]
    public void Of_inits_that_start_at_once_one_has_it()
    {
        for (int round = 0; round < 40; round++)
        {
            var sockets = new ControlSocket?[4];
            using (Barrier barrier = new(sockets.Length))
            {
                Thread[] threads = [.. Enumerable.Range(0, sockets.Length).Select(i => new Thread(() =>
                {
                    barrier.SignalAndWait();
                    sockets[i] = ControlSocket.TryOpen(_path, out _);
                }))];
                Array.ForEach(threads, thread => thread.Start());
                Array.ForEach(threads, thread => thread.Join());
            }

            using ControlSocket only = Assert.Single(sockets, socket => socket is not null)!;
            Assert.True(only.IsInPlace());
            AssertAccepts(only);
        }

        Assert.Empty(Names());
    }

    [Fact]
    public void What_an_init_that_was_killed_has_left_is_replaced()
    {
        Directory.CreateDirectory(_run);
        File.WriteAllText($"{_path}.lock", "");
        LeftSocket.Make(_path, Libc.SOCK_STREAM).Dispose();
        using ControlSocket socket = Open();
        Assert.Equal(["control", "control.lock"], Names());
        AssertAccepts(socket);
    }

    [Theory]
    [InlineData(Libc.SOCK_STREAM)]
    [InlineData(Libc.SOCK_DGRAM)]
    public void The_socket_of_another_program_is_not_taken(int type)
    {
        Directory.CreateDirectory(_run);
        using OwnedFd other = LeftSocket.Make(_path, type);
        Assert.Equal(type == Libc.SOCK_STREAM ? 0 : -1, Libc.listen(other.Number, 1));
        Assert.Null(ControlSocket.TryOpen(_path, out string? cause));
        Assert.NotNull(cause);
        Assert.Equal(["control"], Names());
        Assert.Equal(type == Libc.SOCK_STREAM, ControlConnection.Connect(_path, out _) is { } connection && Closed(connection));
    }

    [Theory]
    [InlineData("file", "there is a regular file of that name; remove it, or give another path")]
    [InlineData("link", "there is a symbolic link of that name; remove it, or give another path")]
    [InlineData("folder", "there is a folder of that name; remove it, or give another path")]
    public void Nothing_but_a_socket_is_replaced(string what, string cause)
    {
        Directory.CreateDirectory(_run);
        Put(what);
        Assert.Null(ControlSocket.TryOpen(_path, out string? why));
        Assert.Equal(cause, why);
        Assert.Equal(["control"], Names());
    }

    [Theory]
    [InlineData("relative/control", "the path must begin with /")]
    [InlineData("", "the path must begin with /")]
    [InlineData("/run/\0", "a path cannot hold a NUL character")]
    [InlineData("/run/x/", "the path must end with a name for the socket")]
    [InlineData("/run/..", "the path must end with a name for the socket")]
    [InlineData("/nonexistent/x/control", "its folder cannot be used: No such file or directory")]
    [InlineData("/proc/self/control", "its folder cannot be used: it is a symbolic link, not a folder")]
    [InlineData("/proc/version/control", "its folder cannot be used: it is a regular file, not a folder")]
    public void A_path_where_no_socket_can_be_is_refused(string path, string cause)
    {
        Assert.Null(ControlSocket.TryOpen(path, out string? why));
        Assert.Equal(cause, why);
    }

    [Theory]
    [InlineData(107, true)]
    [InlineData(108, false)]
    public void A_path_has_at_most_what_an_address_has_room_for(int length, bool fits)
    {
        string folder = $"{_folder.Path}/{new string('x', length - _folder.Path.Length - "/".Length - "/control".Length)}";
        ControlSocket? socket = ControlSocket.TryOpen($"{folder}/control", out string? cause);
        Assert.Equal(fits, socket is not null);
        if (socket is not null)
        {
            using (socket)
            {
                Assert.Equal(107, socket.Path.Length);
                AssertAccepts(socket);
            }
        }

        Assert.Equal(fits ? null : "the path is longer than 107 bytes; give a shorter one", cause);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData(0b111_111_111, "others may add and rename files in it (mode 0777); take that right away with chmod o-w")]
    [InlineData(0b111_101_111, "others may add and rename files in it (mode 0757); take that right away with chmod o-w")]
    [InlineData(0b1_111_111_111, null)]
    [InlineData(0b111_000_000, null)]
    public void In_its_folder_others_may_not_replace_anything(int mode, string? cause)
    {
        Directory.CreateDirectory(_run);
        File.SetUnixFileMode(_run, (UnixFileMode)mode);
        using ControlSocket? socket = ControlSocket.TryOpen(_path, out string? why);
        Assert.Equal(cause is null ? null : $"its folder cannot be used: {cause}", why);
        Assert.Equal(cause is null, socket is not null);
        Assert.Equal(mode, (int)File.GetUnixFileMode(_run));
    }

    [Fact]
    public void A_folder_of_a_stranger_or_a_link_made_by_one_is_refused()
    {
        Needs.Root();
        string shared = $"{_folder.Path}/tmp"; // as /tmp is
        Directory.CreateDirectory(shared);
        File.SetUnixFileMode(shared, (UnixFileMode)0b1_111_111_111);
        Directory.CreateDirectory($"{shared}/theirs");
        Assert.Equal(0, lchown($"{shared}/theirs", 4242, 4242));
        _ = File.CreateSymbolicLink($"{shared}/link", _folder.Path);
        Assert.Equal(0, lchown($"{shared}/link", 4242, 4242));

        Assert.Null(ControlSocket.TryOpen($"{shared}/theirs/control", out string? cause));
        Assert.Equal("its folder cannot be used: its owner is uid 4242, not root; give it to root with chown", cause);
        Assert.Null(ControlSocket.TryOpen($"{shared}/link/control", out cause));
        Assert.Equal("its folder cannot be used: it is a symbolic link, not a folder", cause);
        Assert.Empty(Directory.GetFileSystemEntries($"{shared}/theirs"));
        using ControlSocket? ours = ControlSocket.TryOpen($"{shared}/miniinit-0/control", out cause);
        Assert.Null(cause);
    }

    [Fact]
    public void A_lock_file_of_a_stranger_is_refused()
    {
        Needs.Root();
        Directory.CreateDirectory(_run);
        File.WriteAllText($"{_path}.lock", "");
        Assert.Equal(0, lchown($"{_path}.lock", 4242, 4242));
        Assert.Null(ControlSocket.TryOpen(_path, out string? cause));
        Assert.Equal("cannot lock control.lock beside it: its owner is uid 4242, not us", cause);
        File.Delete($"{_path}.lock");
        _ = File.CreateSymbolicLink($"{_path}.lock", $"{_folder.Path}/made");
        Assert.Null(ControlSocket.TryOpen(_path, out cause));
        Assert.NotNull(cause);
        Assert.False(File.Exists($"{_folder.Path}/made"));
    }

    [Fact]
    public void The_first_path_that_can_be_used_is_used()
    {
        string bad = $"{_folder.Path}/none/run/control";
        using ControlSocket? socket = ControlSocket.TryOpenFirst([bad, _path], out string? cause);
        Assert.Equal(_path, socket?.Path);
        string why = $"{bad}: its folder cannot be used: No such file or directory";
        Assert.Equal(why, cause);

        Assert.Null(ControlSocket.TryOpenFirst([bad, _path], out cause));
        Assert.Equal($"{why}; {_path}: another init has it; give this one a path of its own", cause);

        string other = $"{_folder.Path}/other/control";
        using ControlSocket? first = ControlSocket.TryOpenFirst([other, _path], out cause);
        Assert.Equal((other, null), (first?.Path, cause));
    }

    public void Dispose() => _folder.Dispose();

    private ControlSocket Open()
    {
        ControlSocket? socket = ControlSocket.TryOpen(_path, out string? cause);
        Assert.Null(cause);
        return socket!;
    }

    private string[] Names() =>
        [.. Directory.GetFileSystemEntries(_run).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private void Put(string what)
    {
        _ = what switch
        {
            "file" => File.Create(_path).Length,
            "link" => File.CreateSymbolicLink(_path, "nowhere").Name.Length,
            _ => Directory.CreateDirectory(_path).Name.Length,
        };
    }

    private static bool Closed(ControlConnection connection)
    {
        connection.Dispose();
        return true;
    }

    private static void AssertAccepts(ControlSocket socket)
    {
        using ControlConnection? client = ControlConnection.Connect(socket.Path, out Errno error);
        Assert.Equal(Errno.None, error);
        Assert.Equal(AcceptResult.Accepted, socket.TryAccept(out ControlConnection? server));
        using (server)
        {
            Assert.Equal(IoResult.Done, client!.Send("x"u8, out _));
            Assert.Equal(IoResult.Done, server!.Receive(new byte[1], out _));
        }
    }

    [LibraryImport("libc")]
    private static partial uint umask(uint mask);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int lchown(string path, uint owner, uint group);
}
