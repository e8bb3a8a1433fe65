using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.Linux.Tests;

public sealed class NonBlockingWriterTests
{
    [Fact]
    public void A_pipe_with_room_gets_the_line()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        using (write)
        {
            Assert.True(new NonBlockingWriter(write.Number).TryWrite("line\n"u8));
            Assert.Equal("line\n"u8, Descriptors.Read(read));
        }
    }

    [Fact]
    public void A_full_pipe_loses_the_line_and_does_not_block()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        using (write)
        {
            Descriptors.Fill(write);
            AssertLostUnchanged(write);
            _ = Descriptors.Read(read);
            Assert.True(Descriptors.WithoutBlocking(() => new NonBlockingWriter(write.Number).TryWrite("line\n"u8)));
        }
    }

    [Fact]
    public void A_pipe_without_readers_loses_the_line_and_sends_no_deadly_signal()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (write)
        {
            read.Dispose();
            AssertLostUnchanged(write);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_socket_gets_the_line_until_it_is_full_or_closed(bool datagrams)
    {
        (OwnedFd ours, OwnedFd theirs) = Descriptors.SocketPair(datagrams);
        using (ours)
        using (theirs)
        {
            Assert.True(new NonBlockingWriter(ours.Number).TryWrite("line\n"u8));
            Assert.Equal("line\n"u8, Descriptors.Read(theirs));
            Descriptors.Fill(ours);
            AssertLostUnchanged(ours);
            theirs.Dispose();
            AssertLostUnchanged(ours);
        }
    }

    [Fact]
    public void A_terminal_that_nobody_reads_loses_the_line_and_does_not_block()
    {
        (OwnedFd master, OwnedFd slave) = Descriptors.Terminal();
        using (master)
        using (slave)
        {
            Assert.True(new NonBlockingWriter(slave.Number).TryWrite("line\n"u8));
            Assert.Equal("line\r\n"u8, Descriptors.Read(master));
            int flags = Descriptors.StatusFlags(slave);

            // The kernel moves text on in the background, so that there may be room again for a little while.
            Assert.True(Descriptors.WithoutBlocking(() =>
            {
                var writer = new NonBlockingWriter(slave.Number);
                int lines = 0;
                while (writer.TryWrite("line\n"u8) && lines < 1_000_000)
                {
                    lines++;
                }

                return lines < 1_000_000;
            }));
            Assert.Equal(flags, Descriptors.StatusFlags(slave));
        }
    }

    [Fact]
    public void A_terminal_that_hung_up_loses_the_line()
    {
        (OwnedFd master, OwnedFd slave) = Descriptors.Terminal();
        using (slave)
        {
            var writer = new NonBlockingWriter(slave.Number);
            master.Dispose();
            Assert.False(Descriptors.WithoutBlocking(() => writer.TryWrite("line\n"u8)));
        }
    }

    [Fact]
    public void A_file_gets_all_lines()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "file");
        using (SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            var writer = new NonBlockingWriter((int)file.DangerousGetHandle());
            Assert.True(writer.TryWrite("one\n"u8));
            Assert.True(writer.TryWrite([]));
            Assert.True(writer.TryWrite("two\n"u8));
        }

        Assert.Equal("one\ntwo\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("/dev/null", true)]
    [InlineData("/dev/full", false)]
    public void A_device_takes_it_or_not(string path, bool taken)
    {
        using SafeFileHandle device = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        Assert.Equal(taken, new NonBlockingWriter((int)device.DangerousGetHandle()).TryWrite("line\n"u8));
    }

    [Fact]
    public void A_closed_descriptor_loses_the_line() =>
        Assert.False(new NonBlockingWriter(int.MaxValue).TryWrite("line\n"u8));

    [Fact]
    public void More_than_a_pipe_takes_whole_is_cut()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        using (write)
        {
            byte[] text = Encoding.ASCII.GetBytes(new string('x', NonBlockingWriter.MaxWrite) + "tail");
            Assert.False(new NonBlockingWriter(write.Number).TryWrite(text));
            Assert.Equal(text[..NonBlockingWriter.MaxWrite], Descriptors.Read(read));
        }
    }

    [Fact]
    public void A_pipe_takes_as_much_as_there_is_room_for_and_tells_when_there_is_more()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (read)
        using (write)
        using (var writer = new NonBlockingWriter(write.Number))
        using (var epoll = new Epoll())
        {
            int flags = Descriptors.StatusFlags(write);
            byte[] much = new byte[1024 * 1024];
            int taken = Descriptors.WithoutBlocking(() => writer.Write(much, out _));
            Assert.InRange(taken, NonBlockingWriter.MaxWrite, much.Length - 1);
            Assert.Equal((0, Errno.EAGAIN), (writer.Write(much, out Errno errno), errno));
            Assert.Equal(flags, Descriptors.StatusFlags(write));

            epoll.Add(writer.Watched!, Readiness.Writable, 7);
            var ready = new ReadyEvent[2];
            Assert.Equal(0, epoll.Wait(ready, 0));
            _ = Descriptors.Read(read);
            Assert.Equal(1, epoll.Wait(ready, 0));
            Assert.InRange(writer.Write(much, out _), 1, NonBlockingWriter.MaxWrite);
        }
    }

    [Fact]
    public void A_pipe_without_readers_is_told_from_a_full_one()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        using (write)
        {
            read.Dispose();
            using var writer = new NonBlockingWriter(write.Number);
            Assert.Equal((0, Errno.EPIPE), (writer.Write("x"u8, out Errno errno), errno));
        }
    }

    [Fact]
    public void A_terminal_takes_as_much_as_there_is_room_for()
    {
        (OwnedFd master, OwnedFd slave) = Descriptors.Terminal();
        using (master)
        using (slave)
        using (var writer = new NonBlockingWriter(slave.Number))
        {
            int flags = Descriptors.StatusFlags(slave);
            byte[] much = new byte[1024 * 1024];
            Errno errno = Errno.None;
            Assert.True(Descriptors.WithoutBlocking(() =>
            {
                while (writer.Write(much, out errno) > 0)
                {
                }

                return true;
            }));
            Assert.Equal(Errno.EAGAIN, errno);
            Assert.Equal(flags, Descriptors.StatusFlags(slave));
            Assert.NotNull(writer.Watched);
        }
    }

    [Theory]
    [InlineData("/dev/null", 100_000, Errno.None)]
    [InlineData("/dev/full", 0, Errno.ENOSPC)]
    public void A_device_that_never_makes_us_wait_takes_all_at_once_or_says_why(string path, int taken, Errno error)
    {
        using SafeFileHandle device = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        using var writer = new NonBlockingWriter((int)device.DangerousGetHandle());
        Assert.Equal((taken, error), (writer.Write(new byte[100_000], out Errno errno), errno));
        Assert.Null(writer.Watched);
    }

    [Fact]
    public void Two_ways_into_one_pipe_are_known_as_one()
    {
        (OwnedFd read, OwnedFd write) = Descriptors.Pipe();
        (OwnedFd otherRead, OwnedFd otherWrite) = Descriptors.Pipe();
        using (read)
        using (write)
        using (otherRead)
        using (otherWrite)
        using (var one = new NonBlockingWriter(write.Number))
        using (var copy = new NonBlockingWriter(one.Watched!.Number))
        using (var other = new NonBlockingWriter(otherWrite.Number))
        {
            Assert.True(one.IsSameFileAs(copy));
            Assert.False(one.IsSameFileAs(other));
            Assert.False(one.IsSameFileAs(new NonBlockingWriter(int.MaxValue)));
        }
    }

    /// <summary>The flags belong to the open file, which others share: they must stay blocking for them.</summary>
    private static void AssertLostUnchanged(OwnedFd fd)
    {
        int flags = Descriptors.StatusFlags(fd);
        Assert.False(Descriptors.WithoutBlocking(() => new NonBlockingWriter(fd.Number).TryWrite("line\n"u8)));
        Assert.Equal(flags, Descriptors.StatusFlags(fd));
    }
}
