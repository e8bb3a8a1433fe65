using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Tests.Files;
using MiniInit.Linux.Watching;

namespace MiniInit.Linux.Tests.Watching;

[Collection(nameof(StartsPrograms))]
public sealed class PathWatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PathWatch _watch = new();

    [Fact]
    public void A_path_is_told_when_it_comes_and_goes()
    {
        Assert.False(Add("a"));
        Write("a");
        Assert.Equal(["+a"], Changes());
        Write("a");
        Assert.Empty(Changes());
        File.Delete(At("a"));
        Assert.Equal(["-a"], Changes());
        Write("b");
        Assert.Empty(Changes());
        File.Move(At("b"), At("a"));
        Assert.Equal(["+a"], Changes());
        File.Move(At("a"), At("b"));
        Assert.Equal(["-a"], Changes());
        Directory.CreateDirectory(At("a"));
        Assert.Equal(["+a"], Changes());
    }

    [Fact]
    public void What_is_there_at_the_beginning_is_said_at_once()
    {
        Write("a");
        Assert.True(Add("a"));
        Assert.True(Add("a"));
        Assert.Empty(Changes());
        File.Delete(At("a"));
        Assert.Equal(["-a"], Changes());
    }

    [Fact]
    public void Folders_on_the_way_may_come_and_go()
    {
        Assert.False(Add("x/y/z"));
        Directory.CreateDirectory(At("x/y"));
        Assert.Empty(Changes());
        Write("x/y/z");
        Assert.Equal(["+x/y/z"], Changes());
        Directory.Move(At("x"), At("other"));
        Assert.Equal(["-x/y/z"], Changes());
        Directory.CreateDirectory(At("new/y"));
        Write("new/y/z");
        Directory.Move(At("new"), At("x"));
        Assert.Equal(["+x/y/z"], Changes());
        Directory.Delete(At("x"), recursive: true);
        Assert.Equal(["-x/y/z"], Changes());
        Directory.CreateDirectory(At("x/y"));
        Write("x/y/z"); // all before the first look
        Assert.Equal(["+x/y/z"], Changes());
    }

    [Fact]
    public void A_file_in_the_place_of_a_folder_is_in_the_way()
    {
        Write("x");
        Assert.False(Add("x/y"));
        File.Delete(At("x"));
        Directory.CreateDirectory(At("x"));
        Assert.Empty(Changes());
        Write("x/y");
        Assert.Equal(["+x/y"], Changes());
    }

    [Fact]
    public void Links_are_followed_and_watched()
    {
        Directory.CreateDirectory(At("one"));
        Directory.CreateDirectory(At("two"));
        Write("two/file");
        _ = _folder.Link("current", "one");
        Assert.False(Add("current/file"));
        Swap("current", "two");
        Assert.Equal(["+current/file"], Changes());
        Swap("current", At("one")); // absolute
        Assert.Equal(["-current/file"], Changes());
        _ = _folder.Link("one/file", "../two/../target");
        Assert.Empty(Changes());
        Write("target");
        Assert.Equal(["+current/file"], Changes());
        File.Delete(At("current"));
        Assert.Equal(["-current/file"], Changes());
    }

    [Fact]
    public void Links_that_lead_to_themselves_are_nothing()
    {
        _ = _folder.Link("a", "b");
        _ = _folder.Link("b", "a");
        Assert.False(Add("a"));
        Swap("b", ".");
        Assert.Equal(["+a"], Changes());
    }

    [Fact]
    public void Two_paths_share_what_they_have_in_common()
    {
        Assert.False(Add("x/a"));
        Assert.False(Add("x/b"));
        Directory.CreateDirectory(At("x"));
        Write("x/b");
        Assert.Equal(["+x/b"], Changes());
        _watch.Remove(At("x/b"));
        _watch.Remove(At("x/b"));
        File.Delete(At("x/b"));
        Write("x/a");
        Assert.Equal(["+x/a"], Changes());
    }

    [Fact]
    public void Nothing_is_watched_any_more_when_all_is_removed()
    {
        Assert.False(Add("x/y/z"));
        Assert.InRange(_watch.Watches, 1, 100);
        Directory.CreateDirectory(At("x"));
        _ = Changes();
        Directory.Delete(At("x"));
        _ = Changes();
        _watch.Remove(At("x/y/z"));
        Assert.Equal(0, _watch.Watches);
    }

    [Fact]
    public void Paths_are_cleaned_of_what_means_nothing()
    {
        Directory.CreateDirectory(At("x"));
        Assert.False(Add("./x//../x/./a/"));
        Directory.CreateDirectory(At("x/a"));
        Assert.Equal(["+./x//../x/./a/"], Changes());
        Assert.True(_watch.TryAdd("/", out bool exists) && exists);
        Assert.True(_watch.TryAdd("/..", out exists) && exists);
        Assert.True(_watch.TryAdd("a\0b", out exists) && !exists);
        Assert.True(_watch.TryAdd("", out exists) && exists); // as "."
    }

    [Fact]
    public void There_are_so_many_paths_and_no_more()
    {
        for (int i = 0; i < WatchLimits.Paths; i++)
        {
            Assert.True(_watch.TryAdd(At($"{i}"), out _));
        }

        Write("more");
        Assert.False(_watch.TryAdd(At("more"), out bool exists));
        Assert.True(exists);
        Assert.True(_watch.TryAdd(At("0"), out _));
        _watch.Remove(At("0"));
        Assert.True(_watch.TryAdd(At("more"), out _));
    }

    [Fact]
    public void After_an_overflow_all_are_looked_at_again()
    {
        int limit = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"));
        Assert.False(Add("a"));
        Write("noise");
        for (int i = 0; i <= limit / 4; i++)
        {
            File.Move(At("noise"), At("other"));
            File.Move(At("other"), At("noise"));
        }

        Write("a");
        Assert.Equal(["+a"], Changes());
    }

    [Fact]
    public void What_cannot_be_watched_can_be_looked_at()
    {
        List<PathChange> changes = [];
        Assert.False(Add("a"));
        Write("a");
        _watch.LookAgain(changes);
        Assert.Equal([new PathChange(At("a"), true)], changes);
        Assert.Empty(Changes());
        Assert.Null(_watch.TakeTrouble());
    }

    [Fact]
    public void Where_nothing_can_be_watched_that_is_said_once_and_paths_are_looked_at()
    {
        if (!OwnLimits.Hold("cd /proc/sys/user; echo 2 >max_inotify_instances; echo 1 >max_inotify_watches"))
        {
            return;
        }

        Assert.False(Add("a"));
        Assert.Equal(
            $"cannot watch {At("a")}: No space left on device; raise the limit of watches of our user "
                + "(sysctl fs.inotify.max_user_watches), or send SIGHUP after changes",
            _watch.TakeTrouble());
        Assert.False(Add("b"));
        Assert.Null(_watch.TakeTrouble());

        using PathWatch second = new();
        using PathWatch third = new();
        Assert.Null(third.Fd);
        Assert.StartsWith(
            "cannot watch paths: Too many open files; raise the limit of our user "
                + "(sysctl fs.inotify.max_user_instances) or that of open files (ulimit -n), or ",
            third.TakeTrouble(),
            StringComparison.Ordinal);
        Write("a");
        Assert.True(third.TryAdd(At("a"), out bool exists) && exists);
        File.Delete(At("a"));
        List<PathChange> changes = [];
        third.Read(changes);
        Assert.Empty(changes);
        third.LookAgain(changes);
        Assert.Equal([new PathChange(At("a"), false)], changes);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Dispose();
    }

    private string At(string name) => $"{_folder.Path}/{name}";

    private bool Add(string name)
    {
        Assert.True(_watch.TryAdd(At(name), out bool exists));
        return exists;
    }

    private void Write(string name) => File.WriteAllText(At(name), "x");

    private void Swap(string link, string target)
    {
        _ = _folder.Link("swap", target);
        JobFolder.Rename(At("swap"), At(link));
    }

    /// <summary>All changes so far: an event is in the queue when the call that made it comes back.</summary>
    private List<string> Changes()
    {
        List<PathChange> changes = [];
        for (int i = 0; i < 200; i++) // more turns than the longest queue takes
        {
            _watch.Read(changes);
        }

        return [.. changes.Select(c => (c.Exists ? "+" : "-") + c.Path[(_folder.Path.Length + 1)..])];
    }
}
