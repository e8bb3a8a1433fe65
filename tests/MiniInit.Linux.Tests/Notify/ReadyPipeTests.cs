using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Notify;

namespace MiniInit.Linux.Tests.Notify;

public sealed class ReadyPipeTests : IDisposable
{
    private readonly ReadyPipe _pipe = ReadyPipe.Open();

    [Fact]
    public void The_first_line_end_says_that_the_job_is_ready()
    {
        Assert.Equal(ReadyNews.None, _pipe.Read());
        Write("half a line");
        Assert.Equal(ReadyNews.None, _pipe.Read());
        Assert.Equal(ReadyNews.None, _pipe.Read());
        Write(" and the rest\nand more");
        Assert.Equal(ReadyNews.Ready, _pipe.Read());
    }

    [Fact]
    public void A_line_end_counts_also_when_the_pipe_is_closed_after_it()
    {
        Write("\n");
        _pipe.WriteEnd.Dispose();
        Assert.Equal(ReadyNews.Ready, _pipe.Read());
    }

    [Fact]
    public void An_end_without_a_line_end_says_that_it_never_will_be()
    {
        Write("almost");
        _pipe.WriteEnd.Dispose();
        Assert.Equal(ReadyNews.None, _pipe.Read());
        Wait.Until(() => _pipe.Read() == ReadyNews.Never, "the end is seen"); // a program being started has it too
        Assert.Equal(ReadyNews.Never, _pipe.Read());
    }

    [Fact]
    public void Who_writes_on_and_on_never_will_be()
    {
        ReadyNews news = ReadyNews.None;
        int written = 0;
        while (news == ReadyNews.None && written < 10 * NotifySocketLimits.ReadyBytes)
        {
            Write(string.Concat(Enumerable.Repeat("x", 1000)));
            written += 1000;
            news = _pipe.Read();
        }

        Assert.Equal(ReadyNews.Never, news);
        Assert.InRange(written, NotifySocketLimits.ReadyBytes, NotifySocketLimits.ReadyBytes + 2000);
    }

    [Fact]
    public void Only_our_end_does_not_block_and_none_is_inherited()
    {
        Assert.Equal(Libc.O_NONBLOCK, Descriptors.StatusFlags(_pipe.Fd) & Libc.O_NONBLOCK);
        Assert.Equal(0, Descriptors.StatusFlags(_pipe.WriteEnd) & Libc.O_NONBLOCK);
        Assert.Equal(1, Libc.fcntl(_pipe.Fd.Number, Libc.F_GETFD, 0));
        Assert.Equal(1, Libc.fcntl(_pipe.WriteEnd.Number, Libc.F_GETFD, 0));
        _pipe.Dispose();
        Assert.True(_pipe.Fd.IsClosed && _pipe.WriteEnd.IsClosed);
    }

    public void Dispose() => _pipe.Dispose();

    private void Write(string text) =>
        Assert.True(new NonBlockingWriter(_pipe.WriteEnd.Number).TryWrite(System.Text.Encoding.UTF8.GetBytes(text)));
}
