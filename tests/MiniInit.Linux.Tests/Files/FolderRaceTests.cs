using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Linux.LibC;

namespace MiniInit.Linux.Tests.Files;

/// <summary>Folders that change while they are read.</summary>
public sealed class FolderRaceTests
{
    // Some microseconds are dangerous in each: this many found each missing O_NOFOLLOW.
    private const int Rounds = 10_000;

    [Fact]
    public void A_swap_of_the_data_folder_shows_the_old_or_the_new_file()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("..old/web.toml", "old");
        _ = jobs.Write("..new/web.toml", "new");
        jobs.Link("..data", "..old");
        jobs.Link("..other", "..new");
        jobs.Link("web.toml", "..data/web.toml");
        While(() => JobFolder.Exchange(jobs.At("..data"), jobs.At("..other")), () =>
        {
            FoundFile file = Assert.Single(jobs.Read().Files);
            Assert.Contains(Encoding.UTF8.GetString(file.Text!.Value.Span), new[] { "old", "new" });
        });
    }

    [Fact]
    public void A_folder_that_becomes_a_link_never_leads_outside()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("sub/a.toml", "inside");
        _ = Directory.CreateDirectory(jobs.Outside("else"));
        File.WriteAllText(jobs.Outside("else/a.toml"), "outside");
        _ = File.CreateSymbolicLink(jobs.Outside("trap"), jobs.Outside("else"));
        While(() => JobFolder.Exchange(jobs.At("sub"), jobs.Outside("trap")), () => AssertNothingFromOutside(jobs.Read()));
    }

    [Fact]
    public void A_folder_on_the_way_of_a_link_that_becomes_a_link_never_leads_outside()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write(".sub/b/a.toml", "inside");
        jobs.Link("a.toml", ".sub/b/../b/a.toml");
        _ = Directory.CreateDirectory(jobs.Outside("else/b"));
        File.WriteAllText(jobs.Outside("else/b/a.toml"), "outside");
        _ = File.CreateSymbolicLink(jobs.Outside("trap"), jobs.Outside("else"));
        While(() => JobFolder.Exchange(jobs.At(".sub"), jobs.Outside("trap")), () => AssertNothingFromOutside(jobs.Read()));
    }

    [Fact]
    public void A_file_that_becomes_a_link_never_leads_outside()
    {
        using var jobs = new JobFolder();
        string inside = jobs.Write("a.toml", "inside");
        File.WriteAllText(jobs.Outside("secret"), "outside");
        _ = File.CreateSymbolicLink(jobs.Outside("trap"), jobs.Outside("secret"));
        While(() => JobFolder.Exchange(inside, jobs.Outside("trap")), () => AssertNothingFromOutside(jobs.Read()));
    }

    [Fact]
    public void A_swap_that_removes_the_old_folder_loses_no_file()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("..1/web.toml", "text");
        jobs.Link("..data", "..1");
        jobs.Link("web.toml", "..data/web.toml");
        using var begin = new SemaphoreSlim(0);
        using var done = new SemaphoreSlim(0);
        int number = 1;
        While(
            () =>
            {
                // As kubelet does it, and once in each reading: three would exhaust our patience.
                begin.Wait();
                _ = jobs.Write($"..{number + 1}/web.toml", "text");
                jobs.Link("..tmp", $"..{number + 1}");
                JobFolder.Rename(jobs.At("..tmp"), jobs.At("..data"));
                Directory.Delete(jobs.At($"..{number++}"), recursive: true);
                _ = done.Release();
            },
            () =>
            {
                _ = begin.Release();
                var clock = Stopwatch.StartNew();
                do
                {
                    Assert.Equal(["web.toml: text"], jobs.Lines(jobs.Read()));
                    Assert.True(clock.Elapsed < Wait.Limit, "there was no swap");
                }
                while (!done.Wait(0, TestContext.Current.CancellationToken));
            },
            () => begin.Release(),
            Rounds / 10);
    }

    [Fact]
    public void Files_that_come_and_go_are_there_or_not()
    {
        using var jobs = new JobFolder();
        string outside = jobs.Outside("a.toml");
        string inside = jobs.Write("a.toml", "text");
        bool isInside = true;
        While(
            () =>
            {
                File.Move(isInside ? inside : outside, isInside ? outside : inside);
                isInside = !isInside;
            },
            () => Assert.All(jobs.Read().Files, file => Assert.Equal(4, file.Text?.Length)));
    }

    [Fact]
    public void No_descriptor_stays_open_whatever_is_refused()
    {
        using var jobs = new JobFolder();
        _ = jobs.Write("a.toml");
        _ = jobs.Write("net/deep/b.toml");
        _ = jobs.Write("long.toml", new string('#', FileLimits.FileBytes + 1));
        JobFolder.Mode(jobs.Write("open.toml"), 0b110_110_110);
        JobFolder.Mode(Path.GetDirectoryName(jobs.Write("shared/c.toml"))!, 0b111_111_111);
        JobFolder.Node(jobs.At("fifo.toml"), Libc.S_IFIFO);
        jobs.Link("ok.toml", "net/deep/b.toml");
        jobs.Link("out.toml", "net/deep/../../../x");
        jobs.Link("dead.toml", "net/deep/none");
        jobs.Link("loop.toml", "net/../loop.toml");
        jobs.Link("circle", "net/..");
        _ = jobs.Read();
        int before = Directory.GetFileSystemEntries("/proc/self/fd").Length;
        const int Readings = 300;
        for (int i = 0; i < Readings; i++)
        {
            _ = jobs.Read();
            _ = jobs.Read(FileTrust.AsIs);
            _ = FileRead.Read(jobs.At("open.toml"), FileTrust.Checked, new ReadBudget());
            _ = FileRead.Read(jobs.At("fifo.toml"), FileTrust.Checked, new ReadBudget());
        }

        // Other tests open some at the same time; a leak would be one a round at least.
        Assert.InRange(Directory.GetFileSystemEntries("/proc/self/fd").Length, 1, before + (Readings / 2));
    }

    private static void AssertNothingFromOutside(FolderContent content) => Assert.All(
        content.Files,
        file => Assert.True(file.Text is null || Encoding.UTF8.GetString(file.Text.Value.Span) == "inside", "it leads outside"));

    /// <summary>Changes the folder on another thread while it is read again and again.</summary>
    private static void While(Action change, Action read, Action? end = null, int rounds = Rounds)
    {
        using var stop = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                started.Set();
                while (!stop.IsCancellationRequested)
                {
                    change();
                }
            }
            catch (Exception e) when (e is Xunit.Sdk.XunitException or IOException)
            {
                failure = e;
            }
        });
        thread.Start();
        try
        {
            started.Wait(TestContext.Current.CancellationToken);
            for (int i = 0; i < rounds; i++)
            {
                read();
            }
        }
        finally
        {
            stop.Cancel();
            end?.Invoke();
            thread.Join();
        }

        Assert.Null(failure);
    }
}
