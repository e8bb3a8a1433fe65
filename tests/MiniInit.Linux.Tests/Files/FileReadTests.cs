using System;
using System.IO;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Files;

public sealed class FileReadTests
{
    [Fact]
    public void A_file_is_read_through_links_wherever_they_lead()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.conf", "text");
        _ = File.CreateSymbolicLink(jobs.Outside("link"), jobs.At("a.conf"));
        FoundFile? file = Read(jobs.Outside("link"));
        Assert.NotNull(file);
        Assert.Equal("text", Encoding.UTF8.GetString(file.Text!.Value.Span));
        Assert.Equal((jobs.Outside("link"), "link", 0x1A4u), (file.Path, file.RelativeName, file.Mode));
        Assert.Equal((null, null, false), (file.Refusal, file.Doubt, file.IsFolder));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("none/a.toml")]
    public void A_file_that_is_not_there_is_an_answer(string name)
    {
        using var jobs = new JobFolder();
        Assert.Null(Read(jobs.At(name)));
    }

    [Fact]
    public void What_cannot_be_read_is_refused_without_waiting()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("file.toml");
        jobs.Link("dead.toml", "none");
        jobs.Link("loop.toml", "loop.toml");
        JobFolder.Node(jobs.At("fifo.toml"), Libc.S_IFIFO);
        Assert.Equal("cannot read JOBS: it is a folder, not a regular file; name a file", Refusal(""));
        Assert.Equal("cannot read JOBS/fifo.toml: it is a FIFO, not a regular file; name a file", Refusal("/fifo.toml"));
        Assert.Equal(
            "cannot open JOBS/dead.toml: it is a link to what does not exist; make that, or remove the link",
            Refusal("/dead.toml"));
        Assert.Equal("cannot open JOBS/loop.toml: Too many levels of symbolic links", Refusal("/loop.toml"));
        Assert.Equal("cannot open JOBS/file.toml/x: Not a directory; a folder is wanted here", Refusal("/file.toml/x"));
        Assert.Equal("cannot open JOBS/a\\x00b: a path cannot hold a NUL character", Refusal("/a\0b"));

        string Refusal(string name) =>
            jobs.Shown(Descriptors.WithoutBlocking(() => Read(jobs.Path + name))?.Refusal);
    }

    [Fact]
    public void A_device_is_not_even_opened() => Assert.Equal(
        "cannot read /dev/zero: it is a device, not a regular file; name a file", Read("/dev/zero")?.Refusal);

    [Fact]
    public void A_file_that_strangers_may_write_is_refused_or_doubted()
    {
        using var jobs = new JobFolder();
        string file = jobs.Write("a.toml", "text");
        JobFolder.Mode(file, 0b110_110_110);
        const string Why = "may write to it (mode 0666); take that right away with chmod ";
        FoundFile? refused = Read(file);
        Assert.Contains(Why, refused?.Refusal, StringComparison.Ordinal);
        Assert.Null(refused?.Text);
        FoundFile? doubted = FileRead.Read(file, FileTrust.AsIs, new ReadBudget());
        Assert.Equal((refused?.Refusal, null, 4), (doubted?.Doubt, doubted?.Refusal, doubted?.Text?.Length));
    }

    [Fact]
    public void A_file_of_a_stranger_is_refused_or_doubted()
    {
        Needs.Root();
        using var jobs = new JobFolder();
        string file = jobs.Write("a.toml", "text");
        JobFolder.Give(file, JobFolder.Stranger);
        FoundFile? refused = Read(file);
        Assert.Equal(
            "cannot use JOBS/a.toml: its owner is uid 54321, not root; give it to root with chown",
            jobs.Shown(refused?.Refusal));
        Assert.Equal(JobFolder.Stranger, refused?.OwnerUid);
        FoundFile? doubted = FileRead.Read(file, FileTrust.AsIs, new ReadBudget());
        Assert.Equal((refused?.Refusal, 4), (doubted?.Doubt, doubted?.Text?.Length));
    }

    [Fact]
    public void A_file_whose_size_the_kernel_does_not_tell_is_read_whole()
    {
        FoundFile? file = FileRead.Read("/proc/self/status", FileTrust.AsIs, new ReadBudget());
        Assert.StartsWith("Name:", Encoding.UTF8.GetString(file!.Text!.Value.Span), StringComparison.Ordinal);
        Assert.True(file.Text.Value.Length > 500);
    }

    [Theory]
    [InlineData(1)] // it grew
    [InlineData(100)]
    [InlineData(5000)] // it shrank
    public void A_file_is_read_to_its_end_whatever_size_it_was_said_to_have(int saidSize)
    {
        using var jobs = new JobFolder();
        string file = jobs.Write("a.toml", new string('x', 1000));
        using OwnedFd? fd = OpenedFile.TryOpen(Libc.AT_FDCWD, UnixName.From(file)!, 0, out _);
        Assert.NotNull(fd);
        byte[]? text = BoundedFile.TryRead(fd, saidSize, 1000, out Errno errno);
        Assert.Equal((1000, Errno.None), (text?.Length, errno));
    }

    [Fact]
    public void Folders_are_told_from_everything_else()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml");
        jobs.Link("here", ".");
        Assert.True(FileRead.IsFolder(jobs.Path));
        Assert.True(FileRead.IsFolder(jobs.At("here")));
        Assert.False(FileRead.IsFolder(jobs.At("a.toml")));
        Assert.False(FileRead.IsFolder(jobs.At("none")));
        Assert.False(FileRead.IsFolder("a\0b"));
    }

    private static FoundFile? Read(string path) => FileRead.Read(path, FileTrust.Checked, new ReadBudget());
}
