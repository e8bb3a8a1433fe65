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

    /// <summary>The flags belong to the open file, which others share: they must stay blocking for them.</summary>
    private static void AssertLostUnchanged(OwnedFd fd)
    {
        int flags = Descriptors.StatusFlags(fd);
        Assert.False(Descriptors.WithoutBlocking(() => new NonBlockingWriter(fd.Number).TryWrite("line\n"u8)));
        Assert.Equal(flags, Descriptors.StatusFlags(fd));
    }
}
