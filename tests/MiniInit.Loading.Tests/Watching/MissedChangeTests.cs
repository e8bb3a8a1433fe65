using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MiniInit.Config.Layers;
using MiniInit.Linux;
using MiniInit.Linux.Files;

namespace MiniInit.Loading.Tests.Watching;

/// <summary>The one promise: who reads the configuration on each change ends up with what is there.</summary>
public sealed class MissedChangeTests
{
    private const int Changes = 1500;

    private static readonly string[] s_names =
    [
        "jobs/a.toml", "jobs/b.toml", "jobs/sub/c.toml", "jobs/sub/deep/d.toml", "jobs/other/e.toml",
        "jobs/.store/f.toml",
    ];

    private static readonly string[] s_folders =
        ["jobs", "jobs/sub", "jobs/sub/deep", "jobs/other", "jobs/.store", "jobs/link", "spare"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_happens_meanwhile_the_last_reading_is_up_to_date(int seed)
    {
        using WatchedTree tree = new();
        tree.Begin("jobs");
        string last = Read(tree);
        using Epoll epoll = new();
        epoll.Add(tree.Watch.Fd!, Readiness.Readable, 0);
        var writer = new Thread(() => Change(tree, new Random(seed))) { IsBackground = true };
        writer.Start();
        TimeSpan now = TimeSpan.FromHours(1);
        var ready = new ReadyEvent[1];
        while (writer.IsAlive)
        {
            _ = epoll.Wait(ready, 1);
            Turn();
        }

        while (epoll.Wait(ready, 0) > 0 || tree.Watch.NextDeadline is not null)
        {
            Turn();
        }

        Assert.Equal(Read(tree), last);

        // A burst is over with each turn, so that reading and changing meet as often as possible. Where the time that
        // Read is told stands still, new folders are looked for at the last moment only.
        void Turn()
        {
            now += TimeSpan.FromSeconds(seed % 2);
            tree.Watch.Read(now);
            last = tree.Watch.TakeChange(now + TimeSpan.FromSeconds(3)) ? Read(tree) : last;
        }
    }

    /// <summary>What init would load, as a text.</summary>
    private static string Read(WatchedTree tree)
    {
        IReadOnlyList<SourceFile> files = ConfigurationFiles.Read(
            new SearchPath([tree.At("jobs")], IsExplicit: true), FileTrust.AsIs);
        return string.Join("\n", files.Select(f => $"{f.Name} {Encoding.UTF8.GetString(f.Text.Span)} {f.Refusal}"));
    }

    private static void Change(WatchedTree tree, Random random)
    {
        for (int i = 0; i < Changes; i++)
        {
            string name = s_names[random.Next(s_names.Length)];
            string folder = s_folders[random.Next(s_folders.Length)];
            try
            {
                Change(tree, random.Next(8), name, folder, $"{i}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or Xunit.Sdk.XunitException)
            {
                // What it was to be done to is not there.
            }
        }
    }

    private static void Change(WatchedTree tree, int kind, string name, string folder, string text)
    {
        switch (kind)
        {
            case 0 or 1:
                tree.Write(name, text);
                break;
            case 2:
                tree.Write(name + ".new", text);
                tree.Move(name + ".new", name);
                break;
            case 3:
                tree.Delete(name);
                break;
            case 4:
                tree.DeleteFolder(folder);
                break;
            case 5:
                tree.Move(folder, "spare");
                break;
            case 6:
                tree.Move("spare", folder);
                break;
            default:
                tree.Link("jobs/next", text.EndsWith('1') ? "sub/deep" : ".store");
                tree.Move("jobs/next", "jobs/link");
                break;
        }
    }
}
