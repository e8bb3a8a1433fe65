using System;
using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests;

public sealed unsafe class EpollTests
{
    [Fact]
    public void Ready_descriptors_come_with_their_whole_token()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using var epoll = new Epoll();
        using (read)
        using (write)
        {
            epoll.Add(read, Readiness.Readable, ulong.MaxValue);
            epoll.Add(write, Readiness.Writable, 0x0123_4567_89AB_CDEF);
            Assert.Equal([new(0x0123_4567_89AB_CDEF, Readiness.Writable)], Ready(epoll));
            Assert.True(new NonBlockingWriter(write.Number).TryWrite("x"u8));
            Assert.Equal(
                [new(0x0123_4567_89AB_CDEF, Readiness.Writable), new(ulong.MaxValue, Readiness.Readable)],
                Ready(epoll).OrderBy(e => e.Token));
            epoll.Remove(write);
            Assert.Equal([new(ulong.MaxValue, Readiness.Readable)], Ready(epoll));
            _ = Descriptors.Read(read);
            Assert.Empty(Ready(epoll));
        }
    }

    [Fact]
    public void The_end_of_a_pipe_is_told_also_when_nothing_was_asked_for()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using var epoll = new Epoll();
        using (read)
        {
            epoll.Add(read, Readiness.None, 1);
            Assert.Empty(Ready(epoll));
            write.Dispose();
            Assert.Equal([new(1, Readiness.HungUp)], Ready(epoll));
        }
    }

    [Fact]
    public void More_events_than_fit_come_with_the_next_call()
    {
        using var epoll = new Epoll();
        EventFd[] many = [.. Enumerable.Range(0, 50).Select(_ => new EventFd())];
        foreach (EventFd one in many)
        {
            epoll.Add(one.Fd, Readiness.Readable, (ulong)one.Fd.Number);
            Count(one, 1);
        }

        var seen = Enumerable.Range(0, 2).SelectMany(_ => Ready(epoll, 100)).Select(e => e.Token).ToHashSet();
        Assert.Equal(many.Select(e => (ulong)e.Fd.Number).ToHashSet(), seen);
        Array.ForEach(many, one => one.Dispose());
    }

    [Fact]
    public void A_plain_file_cannot_be_watched()
    {
        string path = Path.GetTempFileName();
        using SafeFileHandle file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.None, FileOptions.DeleteOnClose);
        using var epoll = new Epoll();
        var borrowed = new OwnedFd((int)file.DangerousGetHandle());
        var e = Assert.Throws<SyscallException>(() => epoll.Add(borrowed, Readiness.Readable, 0));
        Assert.Equal(("epoll_ctl", Errno.EPERM), (e.Call, e.Errno));
        Assert.Equal("cannot epoll_ctl: Operation not permitted", e.Message);
        Assert.Throws<SyscallException>(() => epoll.Remove(borrowed));
        _ = borrowed.Release();
    }

    [Fact]
    public void An_eventfd_counts_until_it_is_taken()
    {
        using var counter = new EventFd();
        using var epoll = new Epoll();
        epoll.Add(counter.Fd, Readiness.Readable, 5);
        Assert.Equal(0UL, counter.Take());
        Assert.Empty(Ready(epoll));
        Count(counter, 2);
        Count(counter, 40);
        Assert.Equal([new(5, Readiness.Readable)], Ready(epoll));
        Assert.Equal(42UL, counter.Take());
        Assert.Equal(0UL, counter.Take());
        Assert.Empty(Ready(epoll));
    }

    [Fact]
    public void A_muted_descriptor_tells_of_its_end_once_and_is_heard_again_when_watched()
    {
        PipeEnds pipe = PipeEnds.Open();
        using var epoll = new Epoll();
        epoll.Add(pipe.Read, Readiness.Readable, 5);
        byte one = 1;
        Assert.Equal(1, Libc.write(pipe.Write.Number, &one, 1));
        Assert.Single(Ready(epoll));
        epoll.Change(pipe.Read, Readiness.None, 5);
        Assert.Empty(Ready(epoll));
        pipe.Write.Dispose();
        Assert.Equal([new(5, Readiness.HungUp)], Ready(epoll));
        Assert.Empty(Ready(epoll));
        epoll.Change(pipe.Read, Readiness.Readable, 6);
        Assert.Equal([new(6, Readiness.Readable | Readiness.HungUp)], Ready(epoll));
        epoll.Remove(pipe.Read);
        Assert.Throws<SyscallException>(() => epoll.Change(pipe.Read, Readiness.Readable, 6));
        pipe.Close();
    }

    [Fact]
    public void An_owned_descriptor_is_closed_once_and_not_used_after()
    {
        using var counter = new EventFd();
        OwnedFd fd = counter.Fd;
        int number = fd.Number;
        Assert.True(Libc.fcntl(number, Libc.F_GETFD, 0) > 0, "close-on-exec");
        fd.Dispose();
        fd.Dispose();
        Assert.True(fd.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => fd.Number);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OwnedFd(-1));
    }

    private static ReadyEvent[] Ready(Epoll epoll, int room = 8)
    {
        Span<ReadyEvent> events = stackalloc ReadyEvent[room];
        return events[..epoll.Wait(events, 0)].ToArray();
    }

    private static void Count(EventFd counter, ulong by) => Assert.Equal(8, Libc.write(counter.Fd.Number, &by, 8));
}
