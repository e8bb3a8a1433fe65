using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;

namespace MiniInit.Linux.Tests.Files;

/// <summary>Files and folders of strangers, or that strangers may write to.</summary>
public sealed partial class FolderTrustTests
{
    private const int Shared = 0b111_111_111, Sticky = 0b1_000_000_000;

    [Fact]
    public void A_file_that_others_may_write_is_refused_and_the_rest_is_read()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("good.toml", "fine");
        JobFolder.Mode(jobs.Write("open.toml"), 0b110_100_110);
        FolderContent content = jobs.Read();
        Assert.Equal(
            [
                "good.toml: fine",
                "open.toml: cannot use JOBS/open.toml: others may write to it (mode 0646); "
                    + "take that right away with chmod o-w",
            ],
            jobs.Lines(content));
        Assert.Equal((0x1A6u, CurrentProcess.EffectiveUserId), (content.Files[1].Mode, content.Files[1].OwnerUid));
    }

    [Fact]
    public void A_group_of_our_own_may_write_and_another_may_not()
    {
        using var jobs = new JobFolder();
        string file = jobs.Write("a.toml", "fine");
        JobFolder.Mode(file, 0b110_110_100);
        JobFolder.Give(file, user: 0, group: 0);
        Assert.Equal(["a.toml: fine"], jobs.Lines(jobs.ReadAs(user: 7, group: 7)));
        JobFolder.Give(file, user: 0, group: 7);
        Assert.Equal(["a.toml: fine"], jobs.Lines(jobs.ReadAs(user: 7, group: 7)));
        Assert.Equal(
            "cannot use JOBS/a.toml: its group, gid 7, may write to it (mode 0664); take that right away with chmod g-w",
            jobs.OnlyRefusal());
        JobFolder.Mode(file, 0b110_110_110);
        Assert.EndsWith(
            "others may write to it (mode 0666); take that right away with chmod go-w",
            jobs.OnlyRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_stranger_is_refused()
    {
        using var jobs = new JobFolder();
        string file = jobs.Write("a.toml", "fine");
        JobFolder.Give(file, JobFolder.Stranger);
        Assert.Equal(
            "cannot use JOBS/a.toml: its owner is uid 54321, not root; give it to root with chown", jobs.OnlyRefusal());
        Assert.Equal(["a.toml: fine"], jobs.Lines(jobs.ReadAs(JobFolder.Stranger, 0)));
        Assert.Equal(
            [
                "a.toml: cannot use JOBS/a.toml: its owner is uid 54321, neither root nor us (uid 7); "
                    + "give it to one of them with chown",
            ],
            jobs.Lines(jobs.ReadAs(7, 7)));
        JobFolder.Give(file, 65_534);
        Assert.Contains("uid 65534 (nobody, or a user unknown in this container), not root;", jobs.OnlyRefusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_only_looks_gets_the_text_and_the_doubt()
    {
        using var jobs = new JobFolder();
        JobFolder.Mode(jobs.Write("open.toml", "text"), 0b110_100_110);
        JobFolder.Mode(Path.GetDirectoryName(jobs.Write("sub/inner.toml", "inner"))!, Shared);
        JobFolder.Mode(jobs.Path, Shared);
        FolderContent content = jobs.Read(FileTrust.AsIs);
        Assert.Equal(
            "cannot use JOBS: others may add and rename files in it (mode 0777); take that right away with chmod o-w",
            jobs.Shown(content.Doubt));
        Assert.Null(content.Refusal);
        Assert.Equal(
            [
                "open.toml: text",
                "sub/: cannot use JOBS/sub: others may add and rename files in it (mode 0777); take that right away with chmod o-w",
                "sub/inner.toml: inner",
            ],
            jobs.Lines(content));
        Assert.Contains("others may write to it", content.Files[0].Doubt, StringComparison.Ordinal);
        Assert.All(content.Files, f => Assert.Null(f.Refusal));
        Assert.Equal([false, true, false], content.Files.Select(f => f.IsFolder));
    }

    [Fact]
    public void A_folder_that_others_may_write_is_refused_with_all_it_holds()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml", "fine");
        string sub = Path.GetDirectoryName(jobs.Write("sub/deep/b.toml"))!;
        JobFolder.Mode(Path.GetDirectoryName(sub)!, Shared);
        Assert.Equal(
            [
                "a.toml: fine",
                "sub/: cannot use JOBS/sub: others may add and rename files in it (mode 0777); take that right away with chmod o-w",
            ],
            jobs.Lines(jobs.Read()));
        JobFolder.Mode(jobs.Path, Shared);
        FolderContent content = jobs.Read();
        Assert.Equal(
            "cannot use JOBS: others may add and rename files in it (mode 0777); take that right away with chmod o-w",
            jobs.Shown(content.Refusal));
        Assert.Empty(content.Files);
        Assert.False(content.IsMissing);
    }

    [Fact]
    public void A_folder_of_a_stranger_is_refused_with_all_it_holds()
    {
        using var jobs = new JobFolder();
        JobFolder.Give(Path.GetDirectoryName(jobs.Write("sub/b.toml"))!, JobFolder.Stranger);
        Assert.Equal("cannot use JOBS/sub: its owner is uid 54321, not root; give it to root with chown", jobs.OnlyRefusal());
        JobFolder.Give(jobs.Path, JobFolder.Stranger);
        Assert.StartsWith("cannot use JOBS: its owner is uid 54321", jobs.Shown(jobs.Read().Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_sticky_folder_only_what_strangers_add_is_refused()
    {
        using var jobs = new JobFolder();
        JobFolder.Mode(jobs.Path, Shared | Sticky);
        _ = jobs.Write("ours.toml", "fine");
        JobFolder.Give(jobs.Write("theirs.toml"), JobFolder.Stranger);
        jobs.Link("link.toml", "ours.toml");
        JobFolder.Give(jobs.At("link.toml"), JobFolder.Stranger);
        _ = jobs.Write("sub/named.toml", "twice");
        Assert.Equal(0, link(jobs.At("sub/named.toml"), jobs.At("named.toml")));
        Assert.Equal(
            [
                "link.toml: cannot use JOBS/link.toml: it leads through the link link.toml, which is not safe: "
                    + "its owner is uid 54321, not root; give it to root with chown",
                "named.toml: cannot use JOBS/named.toml: it has 2 names (hard links), and others may have made this one; "
                    + "take their right to write to the folder away with chmod o-w",
                "ours.toml: fine",
                "sub/named.toml: twice",
                "theirs.toml: cannot use JOBS/theirs.toml: its owner is uid 54321, not root; give it to root with chown",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void A_link_through_a_folder_of_others_is_refused()
    {
        using var jobs = new JobFolder();
        JobFolder.Mode(Path.GetDirectoryName(jobs.Write(".store/a.toml", "text"))!, Shared);
        jobs.Link("a.toml", ".store/a.toml");
        Assert.Equal(
            "cannot use JOBS/a.toml: it leads through the folder .store, which is not safe: others may add and rename "
                + "files in it (mode 0777); take that right away with chmod o-w",
            jobs.OnlyRefusal());
        FoundFile file = Assert.Single(jobs.Read(FileTrust.AsIs).Files);
        Assert.Contains("through the folder .store", file.Doubt, StringComparison.Ordinal);
        Assert.Equal(4, file.Text?.Length);
    }

    [Fact]
    public void Nobody_writes_through_a_read_only_mount()
    {
        Needs.Root();
        using var jobs = new JobFolder();
        if (mount("miniinit-test", jobs.Path, "tmpfs", 0, "mode=0777") != 0)
        {
            Assert.Skip($"cannot mount here: {Errors.Last}");
        }

        try
        {
            JobFolder.Mode(jobs.Write("a.toml", "fine"), 0b110_110_110);
            Assert.NotNull(jobs.Read().Refusal);
            Assert.Equal(0, mount("miniinit-test", jobs.Path, "tmpfs", 1 | 32, "mode=0777")); // MS_RDONLY, MS_REMOUNT
            Assert.Equal(["a.toml: fine"], jobs.Lines(jobs.Read()));
        }
        finally
        {
            Assert.Equal(0, umount2(jobs.Path, 2)); // MNT_DETACH
        }
    }

    [Fact]
    public void What_we_may_not_read_is_told_and_the_rest_is_read()
    {
        Needs.Root();
        using var jobs = new JobFolder();
        _ = jobs.Write("open.toml", "fine");
        JobFolder.Mode(jobs.Write("secret.toml"), 0b110_000_000);
        JobFolder.Mode(Path.GetDirectoryName(jobs.Write("sub/a.toml"))!, 0b111_000_000);
        FolderContent content = AsStranger(() => jobs.Read());
        const string Denied = "Permission denied; let uid 0 read it (chmod, chown)"; // the effective uid stays ours
        Assert.Equal(
            [
                "open.toml: fine",
                $"secret.toml: cannot open JOBS/secret.toml: {Denied}",
                $"sub/: cannot open JOBS/sub: {Denied}",
            ],
            jobs.Lines(content));
        JobFolder.Mode(jobs.Path, 0b111_000_000);
        content = AsStranger(() => jobs.Read());
        Assert.Equal($"cannot open JOBS: {Denied}", jobs.Shown(content.Refusal));
        Assert.False(content.IsMissing);
        JobFolder.Mode(jobs.Path, 0b111_100_100); // names, but nothing behind them
        content = AsStranger(() => jobs.Read());
        Assert.Contains($"open.toml: cannot open JOBS/open.toml: {Denied}", jobs.Lines(content));
    }

    /// <summary>On a thread that sees files with the rights of a stranger; other threads keep theirs.</summary>
    private static T AsStranger<T>(Func<T> call)
    {
        T result = default!;
        var thread = new Thread(() =>
        {
            _ = setfsuid(JobFolder.Stranger);
            result = call();
        });
        thread.Start();
        thread.Join();
        return result;
    }

    [LibraryImport("libc")]
    private static partial int setfsuid(uint user);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int link(string file, string name);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mount(string source, string target, string type, nuint flags, string data);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int umount2(string target, int flags);
}
