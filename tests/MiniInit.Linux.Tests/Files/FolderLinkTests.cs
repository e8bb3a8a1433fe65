using System.IO;
using System.Linq;
using MiniInit.Linux.Files;

namespace MiniInit.Linux.Tests.Files;

/// <summary>Symbolic links in job folders.</summary>
public sealed class FolderLinkTests
{
    [Fact]
    public void Links_that_stay_in_the_folder_are_followed()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml", "a");
        _ = jobs.Write("net/b.conf", "b");
        jobs.Link("beside.toml", "a.toml");
        jobs.Link("below.toml", "net/b.conf");
        jobs.Link("detour.toml", "net/.././net//../a.toml");
        jobs.Link("chain.toml", "net/above.toml");
        jobs.Link("net/above.toml", "../beside.toml");
        jobs.Link("absolute.toml", jobs.At("net/b.conf"));
        jobs.Link("net/back.toml", jobs.At("a.toml"));
        Assert.Equal(
            [
                "a.toml: a", "absolute.toml: b", "below.toml: b", "beside.toml: a", "chain.toml: a", "detour.toml: a",
                "net/above.toml: a", "net/back.toml: a",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void Links_that_leave_the_folder_are_refused()
    {
        using var jobs = new JobFolder();
        File.WriteAllText(jobs.Outside("x.toml"), "outside");
        _ = Directory.CreateDirectory(jobs.Outside("more"));
        _ = jobs.Write("sub/ok.toml", "fine");
        jobs.Link("absolute.toml", jobs.Outside("x.toml"));
        jobs.Link("dots.toml", "../x.toml");
        jobs.Link("folder", "../more");
        jobs.Link("inside.toml", "../jobs/sub/ok.toml"); // back in, by a way that leads out
        jobs.Link("prefix.toml", jobs.Path + "-other/x.toml");
        jobs.Link("sly.toml", jobs.At("sub/../../x.toml"));
        jobs.Link("sub/up.toml", "../../x.toml");
        const string Dots = "its link leads out of the folder with ..; put the file itself into the folder";
        const string Fix = "put the file itself into the folder, or make the link relative";
        Assert.Equal(
            [
                $"absolute.toml: cannot use JOBS/absolute.toml: its link leads out of the folder, to OUTER/x.toml; {Fix}",
                $"dots.toml: cannot use JOBS/dots.toml: {Dots}",
                $"folder/: cannot use JOBS/folder: {Dots}",
                $"inside.toml: cannot use JOBS/inside.toml: {Dots}",
                $"prefix.toml: cannot use JOBS/prefix.toml: its link leads out of the folder, to JOBS-other/x.toml; {Fix}",
                $"sly.toml: cannot use JOBS/sly.toml: {Dots}",
                "sub/ok.toml: fine",
                $"sub/up.toml: cannot use JOBS/sub/up.toml: {Dots}",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void A_link_that_leads_nowhere_or_to_itself_is_refused()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("file", "");
        jobs.Link("dead.toml", "nowhere/x.toml");
        jobs.Link("file.toml", "file/x.toml");
        jobs.Link("loop.toml", "pool.toml");
        jobs.Link("pool.toml", "loop.toml");
        const string Loop = "its link leads through more than 40 links; does one lead back to itself?";
        Assert.Equal(
            [
                "dead.toml: cannot open JOBS/dead.toml: its link leads to what does not exist; "
                    + "remove the link or make what it leads to",
                "file.toml: cannot use JOBS/file.toml: Not a directory; a folder is wanted here",
                $"loop.toml: cannot use JOBS/loop.toml: {Loop}",
                $"pool.toml: cannot use JOBS/pool.toml: {Loop}",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void Links_to_folders_are_entered_but_not_round_in_circles()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("net/a.toml", "a");
        jobs.Link("web", "net");
        jobs.Link("here", ".");
        jobs.Link("net/back", "..");
        const string Circle = "its link leads back to a folder that it lies in; remove the link";
        Assert.Equal(
            [
                $"here/: cannot read JOBS/here: {Circle}",
                "net/a.toml: a",
                $"net/back/: cannot read JOBS/net/back: {Circle}",
                "web/a.toml: a",
                $"web/back/: cannot read JOBS/web/back: {Circle}",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void As_many_links_as_the_kernel_allows_are_followed()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("end", "end");
        for (int i = 0; i <= FileLimits.Links; i++)
        {
            jobs.Link($"{i:00}.toml", i == 0 ? "end" : $"{i - 1:00}.toml");
        }

        FolderContent content = jobs.Read();
        Assert.All(content.Files.Take(FileLimits.Links), f => Assert.Equal(3, f.Text?.Length));
        Assert.Contains("more than 40 links", content.Files[FileLimits.Links].Refusal, System.StringComparison.Ordinal);
        string last = File.ReadAllText(jobs.At($"{FileLimits.Links - 1:00}.toml"));
        Assert.Equal("end", last); // the kernel agrees
    }

    [Fact]
    public void A_link_may_not_keep_more_folders_open_than_may_lie_within_each_other()
    {
        using var jobs = new JobFolder();
        string deep = string.Concat(Enumerable.Range(0, FileLimits.Depth).Select(i => $".{i}/"));
        _ = jobs.Write($"{deep}a.toml", "deep");
        _ = jobs.Write($"{deep}x/a.toml", "deeper");
        jobs.Link("a.toml", $"{deep}a.toml");
        jobs.Link("b.toml", $"{deep}x/a.toml");
        Assert.Equal(
            [
                "a.toml: deep",
                "b.toml: cannot use JOBS/b.toml: its link leads through more than 16 folders; make the way shorter",
            ],
            jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void A_config_map_of_kubernetes_is_read()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("..2026_01_02/web.toml", "web");
        _ = jobs.Write("..2026_01_02/net/a.toml", "a");
        jobs.Link("..data", "..2026_01_02");
        jobs.Link("web.toml", "..data/web.toml");
        jobs.Link("net", "..data/net");
        Assert.Equal(["net/a.toml: a", "web.toml: web"], jobs.Lines(jobs.Read()));
    }

    [Fact]
    public void A_link_within_a_linked_folder_starts_from_where_that_folder_really_is()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("..one/x.toml", "beside the real folder");
        _ = jobs.Write("..one/net/y.toml", "y");
        jobs.Link("..one/net/up.toml", "../x.toml");
        jobs.Link("net", "..one/net");
        Assert.Equal(["net/up.toml: beside the real folder", "net/y.toml: y"], jobs.Lines(jobs.Read()));
    }
}
