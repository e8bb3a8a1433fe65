using System.IO;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Files;

public sealed class PlainFileTests
{
    [Fact]
    public void A_file_is_read_through_links_and_up_to_the_limit()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, "abc");
        Assert.Equal("abc"u8, PlainFile.TryRead(null, folder.Link("link", file), 3, out string? cause)!);
        Assert.Null(cause);
        Assert.Null(PlainFile.TryRead(null, file, 2, out cause));
        Assert.Equal("it has more than 2 bytes", cause);
    }

    [Fact]
    public void What_is_not_there_is_no_failure_and_anything_else_is_one()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "file");
        Assert.Null(PlainFile.TryRead(null, file, 10, out string? cause));
        Assert.Null(cause);
        File.WriteAllText(file, "");
        Assert.Empty(PlainFile.TryRead(null, file, 10, out _)!);
        Assert.Null(PlainFile.TryRead(null, file + "/below", 10, out cause));
        Assert.Null(cause);
        Assert.Null(PlainFile.TryRead(null, folder.Path, 10, out cause));
        Assert.Equal("it is a folder, not a regular file", cause);
        Assert.Null(PlainFile.TryRead(null, "/dev/zero", 10, out cause));
        Assert.Equal("it is a device, not a regular file", cause);
        string fifo = Path.Combine(folder.Path, "fifo");
        JobFolder.Node(fifo, Libc.S_IFIFO);
        Assert.Null(Descriptors.WithoutBlocking(() => PlainFile.TryRead(null, fifo, 10, out cause)));
        Assert.Equal("it is a FIFO, not a regular file", cause);
        Assert.Null(PlainFile.TryRead(null, folder.Link("circle", "circle"), 10, out cause));
        Assert.Equal("too many levels of symbolic links", cause);
        Assert.Null(PlainFile.TryRead(null, "/a\0b", 10, out cause));
        Assert.Equal("a path cannot hold a NUL character", cause);
    }

    [Theory]
    [InlineData("etc/passwd", "inner")]
    [InlineData("absolute", "inner")]
    [InlineData("relative", "inner")]
    [InlineData("up", "inner")]
    [InlineData("far/passwd", "inner")]
    [InlineData("../../../../etc/passwd", "inner")]
    public void Below_a_root_links_and_dots_stay_there(string path, string expected)
    {
        using var folder = new TemporaryFolder();
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "etc"));
        File.WriteAllText(Path.Combine(folder.Path, "etc/passwd"), "inner");
        _ = folder.Link("absolute", "/etc/passwd");
        _ = folder.Link("relative", "etc/./passwd");
        _ = folder.Link("up", "../../../../../../etc/passwd");
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "plain"));
        _ = folder.Link("far", "/plain/../etc");
        byte[]? content = PlainFile.TryRead(folder.Path, "/" + path, 100, out string? cause);
        Assert.Null(cause);
        Assert.Equal(expected, Encoding.UTF8.GetString(content!));
        Assert.True(PlainFile.Exists(folder.Path, "/" + path));
    }

    [Fact]
    public void Below_a_root_there_is_no_more_than_what_is_there()
    {
        using var folder = new TemporaryFolder();
        Assert.False(PlainFile.Exists(folder.Path, "/proc/self/fd"));
        Assert.True(PlainFile.Exists(null, "/proc/self/fd"));
        Assert.Null(PlainFile.TryRead(folder.Path, "/etc/passwd", 100, out string? cause));
        Assert.Null(cause);
        _ = folder.Link("etc", "etc");
        Assert.Null(PlainFile.TryRead(folder.Path, "/etc/passwd", 100, out cause));
        Assert.Contains("more than 40 links", cause);
        Assert.Null(PlainFile.TryRead(folder.Path + "/none", "/etc/passwd", 100, out cause));
        Assert.Equal("that folder cannot be opened: no such file or directory", cause);
    }
}
