using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Files;
using MiniInit.Loading.Watching;

namespace MiniInit.Loading.Tests.Watching;

public sealed class ConfigurationWatchTests : IDisposable
{
    private readonly WatchedTree _tree = new();

    [Fact]
    public void Job_files_that_come_change_and_go_count()
    {
        _tree.Write("jobs/web.toml");
        _tree.Begin("jobs");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Write("jobs/web.toml", "more"), "written");
        Counts(() => _tree.Write("jobs/db.toml"), "new");
        Counts(() => File.SetUnixFileMode(_tree.At("jobs/db.toml"), UnixFileMode.UserRead), "rights");
        Counts(() => _tree.Move("jobs/db.toml", "jobs/sql.toml"), "renamed");
        Counts(() => _tree.Move("jobs/sql.toml", "jobs/sql.toml.off"), "renamed away");
        Counts(() => _tree.Delete("jobs/web.toml"), "gone");
        Counts(() => _tree.Write("jobs/web.override.toml"), "an override");
        Counts(() => File.WriteAllBytes(_tree.At("jobs/web.override.toml"), []), "emptied");
    }

    [Fact]
    public void Once_it_has_ended_nothing_is_watched_and_nothing_counts()
    {
        _tree.Write("jobs/web.toml");
        _tree.Begin("jobs");
        string Watches() => string.Concat(
            File.ReadLines($"/proc/self/fdinfo/{_tree.Watch.Fd!.Number}").Where(l => l.StartsWith("inotify", StringComparison.Ordinal)));
        Assert.NotEmpty(Watches());
        _tree.Write("jobs/db.toml");
        _tree.Watch.End();
        Assert.Empty(Watches());
        _tree.Write("jobs/web.toml", "more");
        _tree.DeleteFolder("jobs");
        Assert.False(_tree.Changed());
        Assert.Empty(Watches());
    }

    [Fact]
    public void A_file_that_is_replaced_as_editors_and_packages_do_counts()
    {
        _tree.Write("jobs/web.toml");
        _tree.Begin("jobs");
        Counts(
            () =>
            {
                _tree.Write("jobs/.web.toml.new");
                _tree.Move("jobs/.web.toml.new", "jobs/web.toml");
            },
            "renamed over");
        Counts(
            () =>
            {
                _tree.Move("jobs/web.toml", "jobs/web.toml~");
                _tree.Write("jobs/web.toml");
                _tree.Delete("jobs/web.toml~");
            },
            "backup and new");
    }

    [Fact]
    public void Other_names_and_reading_do_not_count()
    {
        _tree.Write("jobs/web.toml");
        _tree.Begin("jobs");
        string[] names = [".web.toml.swp", ".web.toml", "4913", "web.toml~", "web.toml.swp", "README", "#web.toml#"];
        foreach (string name in names)
        {
            _tree.Write($"jobs/{name}");
            _tree.Write($"jobs/{name}", "again");
            _tree.Delete($"jobs/{name}");
        }

        _tree.Write("jobs/.git/objects/1.toml");
        _tree.Link("jobs/.#web.toml", "somebody@somewhere");
        _tree.Link("jobs/notes", "web.toml");
        _ = ConfigurationFiles.Read(new SearchPath([_tree.At("jobs")], IsExplicit: true), FileTrust.AsIs);
        _tree.Write("beside.toml");
        Assert.False(_tree.Changed());
        Assert.Null(_tree.Watch.NextDeadline);
    }

    [Fact]
    public void Changes_shortly_after_each_other_are_one()
    {
        _tree.MakeFolder("jobs");
        _tree.Begin("jobs");
        for (int i = 0; i < 100; i++)
        {
            _tree.Write($"jobs/{i}.toml");
            _tree.Turn();
        }

        Assert.Equal(TimeSpan.FromHours(1) + TimeSpan.FromMilliseconds(250), _tree.Watch.NextDeadline);
        Assert.True(_tree.Changed());
        Assert.Null(_tree.Watch.NextDeadline);
        Assert.False(_tree.Changed());
    }

    [Fact]
    public void New_folders_are_watched_with_all_that_they_had_by_then()
    {
        _tree.MakeFolder("jobs");
        _tree.Begin("jobs");
        Counts(() => _tree.Write("jobs/net/inner/dns.toml"), "all at once");
        Counts(() => _tree.Write("jobs/net/inner/dns.toml", "more"), "in the innermost");
        Counts(() => _tree.MakeFolder("jobs/web.toml.d"), "drop-in folder");
        Counts(() => _tree.Write("jobs/web.toml.d/10.toml"), "drop-in");
        Counts(() => _tree.Move("jobs/net", "jobs/network"), "renamed");
        Counts(() => _tree.Write("jobs/network/inner/dns.toml"), "below a renamed one");
        Counts(() => _tree.Move("jobs/network", "elsewhere"), "moved out");
        _tree.Write("elsewhere/inner/dns.toml", "not ours");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Move("elsewhere", "jobs/net"), "moved in");
        Counts(() => _tree.Write("jobs/net/inner/dns.toml"), "below a moved one");
        Counts(() => _tree.DeleteFolder("jobs/net"), "removed");
    }

    [Fact]
    public void A_folder_made_and_filled_within_one_burst_is_watched_before_the_change_is_told()
    {
        _tree.MakeFolder("jobs");
        _tree.Begin("jobs");
        _tree.Write("jobs/a.toml"); // a look at all folders has just been
        _tree.Turn();
        _tree.MakeFolder("jobs/sub");
        _tree.Turn();
        Assert.True(_tree.Watch.TakeChange(TimeSpan.FromHours(2)));
        Counts(() => _tree.Write("jobs/sub/b.toml"), "in the new folder");
    }

    [Fact]
    public void Folders_that_are_not_there_yet_are_seen_when_they_come()
    {
        _tree.Begin("etc/miniinit/jobs", "run/jobs");
        _tree.MakeFolder("etc/other");
        _tree.Write("other.toml");
        _tree.MakeFolder("etc/miniinit");
        _ = _tree.Changed();
        _tree.Write("etc/miniinit/other.toml");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Write("etc/miniinit/jobs/web.toml"), "come");
        Counts(() => _tree.Write("run/jobs/web.toml"), "the other one");
        Counts(() => _tree.DeleteFolder("etc"), "gone");
        Counts(() => _tree.Write("etc/miniinit/jobs/web.toml"), "come again");
        Counts(() => _tree.Write("etc/miniinit/jobs/web.toml"), "written");
        Counts(() => _tree.Move("etc", "old"), "a parent renamed");
        _tree.Write("old/miniinit/jobs/web.toml");
        Assert.False(_tree.Changed());
    }

    [Fact]
    public void A_folder_is_replaced_while_somebody_is_in_it()
    {
        _tree.Write("jobs/web.toml");
        _tree.Begin("jobs");
        using var busy = new FileStream(_tree.At("jobs/web.toml"), FileMode.Open);
        Counts(
            () =>
            {
                _tree.DeleteFolder("jobs");
                _tree.Write("jobs/web.toml");
            },
            "replaced");
        Counts(() => _tree.Write("jobs/web.toml"), "written");
    }

    [Fact]
    public void A_file_by_itself_is_watched_in_its_folder()
    {
        _tree.Begin("etc/main.conf");
        _tree.MakeFolder("etc");
        _ = _tree.Changed();
        _tree.Write("etc/other.toml");
        _tree.Write("etc/main.conf.tmp");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Move("etc/main.conf.tmp", "etc/main.conf"), "come");
        Counts(() => _tree.Write("etc/main.conf"), "written");
        Counts(() => _tree.Delete("etc/main.conf"), "gone");
    }

    [Fact]
    public void Of_a_folder_with_a_main_file_that_file_and_the_jobs_count()
    {
        _tree.Write("etc/miniinit.toml");
        _tree.Begin("etc");
        _tree.Write("etc/web.toml");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Write("etc/miniinit.toml"), "the main file");
        Counts(() => _tree.Write("etc/jobs/web.toml"), "the jobs come");
        Counts(() => _tree.Write("etc/jobs/web.toml"), "a job");
        Counts(() => _tree.Delete("etc/miniinit.toml"), "without a main file it is a job folder");
        Counts(() => _tree.Write("etc/web.toml"), "a job there");
        Counts(() => _tree.Write("etc/miniinit.toml"), "a main file comes");
        _tree.Write("etc/web.toml");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Write("etc/jobs/web.toml"), "a job again");
    }

    [Fact]
    public void A_volume_of_Kubernetes_counts_when_all_of_it_is_swapped()
    {
        _tree.Publish("jobs", "1", "web.toml", "net/dns.toml");
        _tree.Begin("jobs");
        Assert.False(_tree.Changed());
        _tree.Write("jobs/..2/web.toml"); // what is only prepared
        Assert.False(_tree.Changed());
        Counts(() => _tree.Publish("jobs", "2", "web.toml", "net/dns.toml"), "swapped");
        Counts(() => _tree.Publish("jobs", "3", "web.toml", "net/dns.toml"), "once more");
        Counts(() => _tree.Write("jobs/..3/net/dns.toml"), "below a link");
        Counts(() => _tree.Write("jobs/..3/web.toml"), "behind a link");
        int watches = _tree.Watch.Watches;
        for (int i = 4; i < 20; i++)
        {
            Counts(() => _tree.Publish("jobs", $"{i}", "web.toml", "net/dns.toml"), "again and again");
        }

        Assert.Equal(watches, _tree.Watch.Watches);
    }

    [Fact]
    public void A_main_file_in_a_volume_of_Kubernetes_counts_as_well()
    {
        _tree.Publish("etc", "1", "miniinit.toml");
        _tree.Begin("etc/miniinit.toml");
        Counts(() => _tree.Publish("etc", "2", "miniinit.toml"), "swapped");
        Counts(() => _tree.Publish("etc", "3", "miniinit.toml"), "once more");
    }

    [Fact]
    public void Links_to_folders_inside_are_followed_and_others_are_not()
    {
        _tree.Write("jobs/.hidden/a.toml");
        _tree.Write("outside/b.toml");
        _tree.Link("jobs/out", "../outside");
        _tree.Link("jobs/up", "..");
        _tree.Link("jobs/round", ".");
        _tree.Begin("jobs");
        _tree.Write("jobs/.hidden/a.toml");
        _tree.Write("outside/b.toml");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Link("jobs/in", ".hidden"), "a link comes");
        Counts(() => _tree.Write("jobs/.hidden/a.toml"), "behind it");
        Counts(() => _tree.Delete("jobs/in"), "a link goes");
        _tree.Write("jobs/.hidden/a.toml");
        Assert.False(_tree.Changed());
    }

    [Fact]
    public void What_a_link_of_a_job_file_leads_to_counts()
    {
        _tree.Write("jobs/.store/web");
        _tree.Link("jobs/web.toml", ".store/web");
        _tree.Begin("jobs");
        Counts(() => _tree.Write("jobs/.store/web"), "written");
        _tree.Write("jobs/.store/other");
        Assert.False(_tree.Changed());
        Counts(() => _tree.Delete("jobs/.store/web"), "gone");
        Counts(() => _tree.Write("jobs/.store/web"), "come");
    }

    [Fact]
    public void A_search_path_through_links_is_watched()
    {
        _tree.Write("releases/1/jobs/web.toml");
        _tree.Write("releases/2/jobs/web.toml");
        _tree.Link("current", "releases/1");
        _tree.Begin("current/jobs");
        Counts(
            () =>
            {
                _tree.Link("next", "releases/2");
                _tree.Move("next", "current");
            },
            "swapped");
        Counts(() => _tree.Write("releases/2/jobs/web.toml"), "written behind the new link");
        _tree.Write("releases/1/jobs/web.toml");
        Assert.False(_tree.Changed());
    }

    [Fact]
    public void An_overflow_counts_and_new_folders_are_found_in_spite_of_it()
    {
        int limit = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"));
        _tree.Write("jobs/noise");
        _tree.Begin("jobs");
        for (int i = 0; i <= limit / 4; i++)
        {
            _tree.Move("jobs/noise", "jobs/other");
            _tree.Move("jobs/other", "jobs/noise");
        }

        Counts(() => _tree.MakeFolder("jobs/sub"), "lost");
        Counts(() => _tree.Write("jobs/sub/web.toml"), "in a folder that nobody told of");
    }

    [Fact]
    public void Watches_and_descriptors_do_not_pile_up()
    {
        _tree.Write("jobs/sub/web.toml");
        _tree.Begin("jobs");
        int watches = _tree.Watch.Watches;
        for (int i = 0; i < 50; i++)
        {
            Counts(() => _tree.Write($"jobs/{i}/web.toml"), "made");
            Counts(() => _tree.DeleteFolder($"jobs/{i}"), "removed");
        }

        Assert.Equal(watches, _tree.Watch.Watches);
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), IsOfTree);
        _tree.Watch.Dispose();
        Assert.True(_tree.Watch.Fd!.IsClosed);

        bool IsOfTree(string fd) =>
            new FileInfo(fd).LinkTarget?.StartsWith(_tree.Path, StringComparison.Ordinal) == true;
    }

    [Fact]
    public void Where_nothing_can_be_watched_that_is_said_once()
    {
        if (!OwnLimits.Hold("cd /proc/sys/user; echo 2 >max_inotify_instances; echo 2 >max_inotify_watches"))
        {
            return;
        }

        _tree.MakeFolder("jobs/sub");
        _tree.Begin("jobs");
        Assert.Matches(
            "^cannot watch /.*: No space left on device; raise the limit of watches of our user "
                + @"\(sysctl fs\.inotify\.max_user_watches\), or send SIGHUP after changes$",
            _tree.Watch.TakeTrouble());
        Assert.Null(_tree.Watch.TakeTrouble());
        Assert.False(_tree.Changed());

        SearchPath search = new([_tree.At("jobs")], IsExplicit: true);
        using ConfigurationWatch second = new(search, TimeSpan.Zero);
        using ConfigurationWatch third = new(search, TimeSpan.Zero);
        Assert.Null(third.Fd);
        Assert.Equal(
            "cannot watch the job files: Too many open files; raise the limit of our user "
                + "(sysctl fs.inotify.max_user_instances) or that of open files (ulimit -n), "
                + "or send SIGHUP after changes",
            third.TakeTrouble());
        third.Read(TimeSpan.Zero);
        Assert.Null(third.NextDeadline);
        Assert.False(third.TakeChange(TimeSpan.MaxValue));
    }

    public void Dispose() => _tree.Dispose();

    private void Counts(Action change, string what)
    {
        change();
        Assert.True(_tree.Changed(), what);
        Assert.False(_tree.Changed(), $"{what}, and then nothing");
    }
}
