using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests;

public sealed class BoundedFileTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4095, 5000)]
    [InlineData(4096, 4096)]
    [InlineData(4097, 4097)]
    [InlineData(100_000, 100_000)]
    public void A_file_up_to_the_limit_is_read_whole(int length, int limit)
    {
        using var folder = new TemporaryFolder();
        byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllBytes(file, content);
        Assert.Equal(content, BoundedFile.TryRead(file, limit, out Errno errno));
        Assert.Equal(Errno.None, errno);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4097, 4096)]
    [InlineData(100_000, 99_999)]
    public void A_longer_file_is_not_read(int length, int limit)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllBytes(file, new byte[length]);
        Assert.Null(BoundedFile.TryRead(file, limit, out Errno errno));
        Assert.Equal(Errno.E2BIG, errno);
    }

    [Fact]
    public void A_file_without_end_cannot_fill_our_memory()
    {
        Assert.Null(BoundedFile.TryRead("/dev/zero", 1 << 20, out Errno errno));
        Assert.Equal(Errno.E2BIG, errno);
    }

    [Theory]
    [InlineData("/no/such/file", Libc.ENOENT)]
    [InlineData("/etc/passwd/x", Libc.ENOTDIR)]
    [InlineData("/etc", Libc.EISDIR)]
    [InlineData("", Libc.ENOENT)]
    public void What_cannot_be_read_is_told(string path, int errno)
    {
        Assert.Null(BoundedFile.TryRead(path, 100, out Errno told));
        Assert.Equal((Errno)errno, told);
        Assert.Null(BoundedFile.TryReadHead(path, 100));
    }

    [Fact]
    public void A_file_of_proc_whose_size_is_0_is_read()
    {
        byte[]? content = BoundedFile.TryRead("/proc/self/status", 1 << 20, out _);
        Assert.True(content.AsSpan().StartsWith("Name:"u8));
    }

    [Theory]
    [InlineData("abc", 2, "ab")]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 4, "abc")]
    [InlineData("", 4, null)]
    public void The_head_is_what_there_is_of_it(string content, int length, string? head)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, content);
        byte[]? read = BoundedFile.TryReadHead(file, length);
        Assert.Equal(head, read is null ? null : System.Text.Encoding.UTF8.GetString(read));
    }
}
