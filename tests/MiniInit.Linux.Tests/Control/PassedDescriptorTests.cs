using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Control;

/// <summary>Nobody makes us keep, or wait for, what they pass to us.</summary>
[Collection(nameof(StartsPrograms))]
public sealed partial class PassedDescriptorTests : IDisposable
{
    private readonly ConnectionRig _rig = new();

    [Theory]
    [InlineData(1)]
    [InlineData(253)]
    public void They_are_closed_at_once_and_end_the_connection(int count)
    {
        (OwnedFd client, ControlConnection server) = Pair();
        using (server)
        using (client)
        {
            (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
            using (read)
            {
                Assert.Equal(Errno.None, Pass(client, write, count));
                write.Dispose();
                Assert.Equal((IoResult.Closed, 0), (server.Receive(new byte[100], out int received), received));
                AssertEnds(read);
                Assert.Equal(IoResult.Closed, server.Receive(new byte[100], out _));
                Assert.Equal(IoResult.Closed, server.Send("x"u8, out _));
            }
        }
    }

    [Fact]
    public void Those_that_nobody_received_are_closed_with_the_connection()
    {
        (OwnedFd client, ControlConnection server) = Pair();
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (client)
        using (read)
        {
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(Errno.None, Pass(client, write, 2));
            }

            write.Dispose();
            server.Dispose();
            AssertEnds(read);
            Assert.Equal(Errno.EPIPE, Pass(client, client, 1));
        }
    }

    [Theory]
    [InlineData("received")]
    [InlineData("closed with it")]
    public void A_socket_that_lingers_does_not_hold_us_up(string when)
    {
        (OwnedFd client, ControlConnection server) = Pair();
        (Socket lingering, Socket peer) = Lingering();
        using (client)
        using (peer)
        {
            using (OwnedFd ours = new((int)lingering.SafeHandle.DangerousGetHandle()))
            {
                Assert.Equal(Errno.None, Pass(client, ours, 1));
                lingering.SafeHandle.SetHandleAsInvalid();
            }

            IoResult result = Descriptors.WithoutBlocking(() =>
            {
                IoResult received = when == "received" ? server.Receive(new byte[10], out _) : IoResult.Closed;
                server.Dispose();
                return received;
            });
            Assert.Equal(IoResult.Closed, result);
        }
    }

    /// <summary>What is sent before somebody could say so is looked through.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_kernel_refuses_them_where_it_can(bool isAccepted)
    {
        using ControlConnection client = _rig.Connect();
        using ControlConnection? early = isAccepted ? _rig.Accept() : null;
        early?.RefuseFiles();
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        {
            Errno errno = Pass(client.Fd, write, 1);
            bool isRefused = isAccepted && Version.Parse(Kernel()) >= new Version(6, 16);
            Assert.Equal(isRefused ? Errno.EPERM : Errno.None, errno);
            write.Dispose();
            using ControlConnection? late = isAccepted ? null : _rig.Accept();
            Assert.Equal(
                errno == Errno.None ? IoResult.Closed : IoResult.WouldBlock,
                (early ?? late)!.Receive(new byte[10], out _));
            AssertEnds(read);
        }
    }

    public void Dispose() => _rig.Dispose();

    /// <summary>A connection without the kernel's refusal.</summary>
    private static (OwnedFd Client, ControlConnection Server) Pair()
    {
        (OwnedFd client, OwnedFd server) = Descriptors.SocketPair(datagrams: false);
        return (client, new ControlConnection(server));
    }

    /// <summary>A socket whose last close waits for ten minutes, since its peer does not read.</summary>
    private static (Socket Lingering, Socket Peer) Lingering()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Socket lingering = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lingering.Connect(listener.LocalEndPoint!);
        Socket peer = listener.Accept();
        lingering.Blocking = false;
        byte[] bytes = new byte[65_536];
        SocketError error;
        do
        {
            _ = lingering.Send(bytes, SocketFlags.None, out error);
        }
        while (error == SocketError.Success);

        Assert.Equal(SocketError.WouldBlock, error);
        lingering.Blocking = true;
        lingering.LingerState = new LingerOption(true, 600);
        return (lingering, peer);
    }

    private static void AssertEnds(OwnedFd read) => Wait.Until(
        () =>
        {
            using Epoll epoll = new();
            epoll.Add(read, Readiness.None, 0);
            return epoll.Wait(new ReadyEvent[1], 0) == 1;
        },
        "the other end is closed");

    private static string Kernel()
    {
        string release = System.IO.File.ReadAllText("/proc/sys/kernel/osrelease");
        return string.Join('.', release.Split('.')[..2]);
    }

    private static unsafe Errno Pass(OwnedFd to, OwnedFd what, int count)
    {
        byte* control = stackalloc byte[16 + (253 * 4) + 8];
        *(Libc.cmsghdr*)control = new Libc.cmsghdr
        {
            cmsg_len = (nuint)(16 + (count * 4)),
            cmsg_level = Libc.SOL_SOCKET,
            cmsg_type = Libc.SCM_RIGHTS,
        };
        for (int i = 0; i < count; i++)
        {
            ((int*)(control + 16))[i] = what.Number;
        }

        byte text = (byte)'x';
        Libc.iovec part = new() { iov_base = &text, iov_len = 1 };
        Libc.msghdr head = new()
        {
            msg_iov = &part,
            msg_iovlen = 1,
            msg_control = control,
            msg_controllen = (nuint)(16 + (((count * 4) + 7) & -8)),
        };
        return sendmsg(to.Number, &head, Libc.MSG_DONTWAIT | Libc.MSG_NOSIGNAL) == 1 ? Errno.None : Errors.Last;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static unsafe partial nint sendmsg(int socket, Libc.msghdr* head, int flags);
}
