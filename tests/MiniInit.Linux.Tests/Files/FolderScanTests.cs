using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Files;

public sealed class FolderScanTests
{
    [Fact]
    public void Job_files_are_found_at_every_depth_and_sorted_by_their_whole_names()
    {
        using var jobs = new JobFolder();
        string[] names =
            ["web.toml", "net/b.toml", "net.toml", "net/a.toml", "web.toml.d/10-x.toml", "Ä.toml", "a-b.toml"];
        foreach (string name in names)
        {
            _ = jobs.Write(name, name);
        }

        FolderContent content = jobs.Read();
        Assert.Equal(
            ["a-b.toml", "net.toml", "net/a.toml", "net/b.toml", "web.toml", "web.toml.d/10-x.toml", "Ä.toml"],
            content.Files.Select(f => f.RelativeName));
        Assert.Equal(content.Files.Select(f => $"{f.RelativeName}: {f.RelativeName}"), jobs.Lines(content));
        Assert.All(content.Files, f => Assert.Equal(jobs.At(f.RelativeName), f.Path));
        Assert.All(content.Files, f => Assert.Equal((0x1A4u, CurrentProcess.EffectiveUserId), (f.Mode, f.OwnerUid)));
        Assert.Equal((false, null, null), (content.IsMissing, content.Refusal, content.Doubt));
    }

    [Fact]
    public void What_is_not_called_toml_and_what_begins_with_a_dot_is_passed_over()
    {
        using var jobs = new JobFolder();
        string[] names =
        [
            "README", "a.TOML", "toml", "a.toml~", "a.toml.swp",
            ".toml", ".a.toml.swp", ".#a.toml", ".git/b.toml", "..data/c.toml",
        ];
        foreach (string name in names)
        {
            _ = jobs.Write(name);
        }

        jobs.Link("LICENSE", "/etc/passwd");
        jobs.Link("dangling", "nowhere");
        jobs.Link("loop", "loop");
        JobFolder.Node(jobs.At("fifo"), Libc.S_IFIFO);
        Assert.Empty(jobs.Lines(jobs.Read()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("///")]
    public void Slashes_behind_the_folder_do_not_show_in_paths(string slashes)
    {
        using var jobs = new JobFolder();
        string file = jobs.Write("net/a.toml");
        FolderContent content = FolderScan.Read(jobs.Path + slashes, FileTrust.Checked, new ReadBudget());
        Assert.Equal(file, Assert.Single(content.Files).Path);
        Assert.Equal(jobs.Path + slashes, content.Path);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_answer()
    {
        using var jobs = new JobFolder();
        FolderContent content = FolderScan.Read(jobs.At("none"), FileTrust.Checked, new ReadBudget());
        Assert.Equal((true, null), (content.IsMissing, content.Refusal));
        Assert.Empty(content.Files);
    }

    [Fact]
    public void A_folder_that_is_no_folder_or_a_dead_link_is_refused()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("file");
        jobs.Link("dead", "nowhere");
        jobs.Link("loop", "loop");
        Assert.Equal("cannot open JOBS/file: Not a directory; a folder is wanted here", Refusal("file"));
        Assert.Equal("cannot open JOBS/file/x: Not a directory; a folder is wanted here", Refusal("file/x"));
        Assert.Equal("cannot open JOBS/dead: it is a link to what does not exist; make that, or remove the link", Refusal("dead"));
        Assert.Equal("cannot open JOBS/loop: Too many levels of symbolic links", Refusal("loop"));
        Assert.Equal("cannot open JOBS/a\\x00b: a path cannot hold a NUL character", Refusal("a\0b"));

        string Refusal(string name)
        {
            FolderContent content = FolderScan.Read(jobs.At(name), FileTrust.Checked, new ReadBudget());
            Assert.False(content.IsMissing);
            Assert.Empty(content.Files);
            return jobs.Shown(content.Refusal);
        }
    }

    [Fact]
    public void A_link_in_the_place_of_the_folder_is_followed()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml", "text");
        string link = jobs.Outside("link");
        _ = File.CreateSymbolicLink(link, "jobs");
        FoundFile file = Assert.Single(FolderScan.Read(link, FileTrust.Checked, new ReadBudget()).Files);
        Assert.Equal((link + "/a.toml", null), (file.Path, file.Refusal));
    }

    [Fact]
    public void A_name_that_is_not_utf8_is_refused()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("ok.toml", "fine");
        Action remove = JobFolder.Bytes(jobs.Path, [(byte)'w', 0xFF, 0xC3, .. ".toml"u8]);
        Action removeOther = JobFolder.Bytes(jobs.Path, [0xFF, .. "README"u8]);
        try
        {
            FolderContent content = jobs.Read();
            Assert.Equal(
                ["ok.toml: fine", @"w\xff\xc3.toml: cannot use JOBS/w\xff\xc3.toml: the name is not UTF-8; rename it"],
                jobs.Lines(content));
        }
        finally
        {
            remove();
            removeOther();
        }
    }

    [Fact]
    public void A_name_cannot_write_to_the_terminal_of_who_reads_the_refusal()
    {
        using var jobs = new JobFolder();
        JobFolder.Node(jobs.At("\e[2Jx\n\u202e.toml"), Libc.S_IFIFO);
        Assert.StartsWith(@"cannot read JOBS/\x1b[2Jx\x0a\u202e.toml: ", jobs.OnlyRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fifos_sockets_folders_and_devices_are_refused_without_waiting()
    {
        using var jobs = new JobFolder();
        const string End = "not a regular file; remove it, or give it a name that does not end in .toml";
        JobFolder.Node(jobs.At("fifo.toml"), Libc.S_IFIFO);
        JobFolder.Node(jobs.At("socket.toml"), Libc.S_IFSOCK);
        _ = jobs.Write("folder.toml/inner.toml");
        jobs.Link("link.toml", "fifo.toml");
        Assert.Equal(
            [
                $"fifo.toml: cannot read JOBS/fifo.toml: it is a FIFO, {End}",
                $"folder.toml: cannot read JOBS/folder.toml: it is a folder, {End}",
                $"link.toml: cannot read JOBS/link.toml: it is a FIFO, {End}",
                $"socket.toml: cannot read JOBS/socket.toml: it is a socket, {End}",
            ],
            jobs.Lines(Descriptors.WithoutBlocking(() => jobs.Read())));
    }

    [Fact]
    public void A_device_is_refused()
    {
        Needs.Root();
        using var jobs = new JobFolder();
        JobFolder.Node(jobs.At("null.toml"), Libc.S_IFCHR, device: 0x103);
        Assert.Contains("it is a device, not a regular file", jobs.OnlyRefusal(), StringComparison.Ordinal);
    }
}
