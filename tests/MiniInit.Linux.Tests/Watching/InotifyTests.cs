using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.LibC;
using MiniInit.Linux.Watching;

namespace MiniInit.Linux.Tests.Watching;

[Collection(nameof(StartsPrograms))]
public sealed class InotifyTests : IDisposable
{
    private const FileEventKinds All = FileEventKinds.Attributes | FileEventKinds.Written | FileEventKinds.MovedFrom
        | FileEventKinds.MovedTo | FileEventKinds.Created | FileEventKinds.Deleted | FileEventKinds.DeletedSelf
        | FileEventKinds.MovedSelf;

    private readonly TemporaryFolder _folder = new();
    private readonly Inotify _inotify = Inotify.TryOpen(out _)!;

    [Fact]
    public void What_happens_in_a_folder_is_told_with_the_name()
    {
        Watch(_folder.Path);
        File.WriteAllText(At("web.toml"), "x");
        Assert.Equal(["Created web.toml", "Written web.toml"], Events());
        File.SetUnixFileMode(At("web.toml"), UnixFileMode.UserRead);
        Directory.CreateDirectory(At("sub"));
        File.Delete(At("web.toml"));
        Assert.Equal(["Attributes web.toml", "Created, OfFolder sub", "Deleted web.toml"], Events());
    }

    [Fact]
    public void Both_halves_of_a_renaming_have_one_cookie()
    {
        Watch(_folder.Path);
        File.WriteAllText(At("a"), "");
        _ = Events();
        File.Move(At("a"), At("b"));
        Assert.True(_inotify.Read());
        Assert.True(_inotify.TryNext(out FileEvent from));
        Assert.True(_inotify.TryNext(out FileEvent to));
        Assert.Equal((FileEventKinds.MovedFrom, FileEventKinds.MovedTo), (from.Kinds, to.Kinds));
        Assert.True(from.Cookie != 0 && from.Cookie == to.Cookie);
        Assert.Equal("b"u8, to.Name);
        Assert.False(_inotify.TryNext(out _));
    }

    [Fact]
    public void Reading_is_not_told()
    {
        File.WriteAllText(At("web.toml"), "x");
        Watch(_folder.Path);
        _ = File.ReadAllText(At("web.toml"));
        _ = Directory.GetFiles(_folder.Path);
        _ = File.GetUnixFileMode(At("web.toml"));
        Assert.Empty(Events());
    }

    [Fact]
    public void The_end_of_a_folder_ends_its_watch()
    {
        Directory.CreateDirectory(At("sub"));
        Watch(At("sub"));
        Directory.Move(At("sub"), At("other"));
        Directory.Delete(At("other"));
        Assert.Equal(["MovedSelf ", "DeletedSelf ", "Ended "], Events());
    }

    [Fact]
    public void A_removed_watch_ends_and_is_silent_then()
    {
        int watch = Watch(_folder.Path);
        _inotify.Remove(watch);
        _inotify.Remove(watch);
        File.WriteAllText(At("a"), "");
        Assert.Equal(["Ended "], Events());
    }

    [Fact]
    public void A_folder_under_two_paths_is_one_watch_for_all_that_was_asked_for()
    {
        Directory.CreateDirectory(At("sub"));
        Assert.Equal(Errno.None, _inotify.AddFolder(At("sub"), FileEventKinds.Created, out int one));
        Assert.Equal(Errno.None, _inotify.AddFolder(At("sub/."), FileEventKinds.Written, out int two));
        Assert.Equal(one, two);
        File.WriteAllText(At("sub/a"), "");
        Assert.Equal(["Created a", "Written a"], Events());
    }

    [Fact]
    public void A_link_is_watched_and_not_what_it_leads_to()
    {
        File.WriteAllText(At("a"), "");
        string link = _folder.Link("link", "a");
        Assert.Equal(Errno.None, _inotify.AddFile(link, All, out _));
        Assert.Equal(Errno.ENOTDIR, _inotify.AddFolder(link, All, out _));
        File.WriteAllText(At("a"), "more");
        Assert.Empty(Events());
        _ = _folder.Link("new", "b");
        File.Move(At("new"), link, overwrite: true);
        Assert.Equal(["Attributes ", "DeletedSelf ", "Ended "], Events());
    }

    [Fact]
    public void Why_something_is_not_watched_is_an_answer()
    {
        File.WriteAllText(At("a"), "");
        Assert.Equal(Errno.ENOENT, _inotify.AddFolder(At("none"), All, out int watch));
        Assert.Equal(-1, watch);
        Assert.Equal(Errno.ENOTDIR, _inotify.AddFolder(At("a"), All, out _));
        Assert.Equal(Errno.EINVAL, _inotify.AddFile("a\0b", All, out _));
    }

    [Fact]
    public void Limits_that_are_reached_are_an_answer()
    {
        if (!OwnLimits.Hold("cd /proc/sys/user; echo 2 >max_inotify_instances; echo 3 >max_inotify_watches"))
        {
            return;
        }

        for (int i = 0; i < 3; i++)
        {
            Directory.CreateDirectory(At($"{i}"));
            Watch(At($"{i}"));
        }

        Assert.Equal(Errno.ENOSPC, _inotify.AddFolder(_folder.Path, All, out _));
        using Inotify? second = Inotify.TryOpen(out Errno errno);
        Assert.Equal(Errno.None, errno);
        Assert.Null(Inotify.TryOpen(out errno));
        Assert.Equal(Errno.EMFILE, errno);
    }

    [Fact]
    public void More_events_than_fit_are_an_overflow()
    {
        int limit = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"));
        File.WriteAllText(At("a"), "");
        Watch(_folder.Path);
        for (int i = 0; i < (limit / 4) + 1; i++)
        {
            // Four events, none like the one before: those would be taken together.
            File.Move(At("a"), At("b"));
            File.Move(At("b"), At("a"));
        }

        List<string> events = Events();
        Assert.Equal("Overflow ", events[^1]);
        Assert.Equal(limit + 1, events.Count);
        File.Delete(At("a"));
        Assert.Equal(["Deleted a"], Events());
    }

    [Fact]
    public void Names_of_any_bytes_and_of_any_length_arrive_whole()
    {
        Watch(_folder.Path);
        string longest = new('x', 255);
        File.WriteAllText(At(longest), "");
        for (int length = 1; length < 40; length++)
        {
            File.WriteAllText(At(new string('y', length)), "");
        }

        List<string> events = Events();
        Assert.Equal(80, events.Count);
        Assert.Equal($"Created {longest}", events[0]);
        Assert.Equal(Enumerable.Range(1, 39), events.Skip(2).Where((_, i) => i % 2 == 1).Select(e => e.Length - 8));
    }

    [Fact]
    public void The_descriptor_is_close_on_exec_and_becomes_readable()
    {
        using var epoll = new Epoll();
        epoll.Add(_inotify.Fd, Readiness.Readable, 7);
        Watch(_folder.Path);
        Assert.Equal(1, Libc.fcntl(_inotify.Fd.Number, Libc.F_GETFD, 0));
        var ready = new ReadyEvent[1];
        Assert.Equal(0, epoll.Wait(ready, 0));
        File.WriteAllText(At("a"), "");
        Wait.Until(() => epoll.Wait(ready, 100) == 1, "the event is there");
        _ = Events();
        Assert.Equal(0, epoll.Wait(ready, 0));
    }

    public void Dispose()
    {
        _inotify.Dispose();
        _folder.Dispose();
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private int Watch(string path)
    {
        Assert.Equal(Errno.None, _inotify.AddFolder(path, All, out int watch));
        return watch;
    }

    private List<string> Events()
    {
        List<string> events = [];
        while (_inotify.Read())
        {
            while (_inotify.TryNext(out FileEvent next))
            {
                events.Add($"{next.Kinds} {Encoding.UTF8.GetString(next.Name)}");
            }
        }

        return events;
    }
}
