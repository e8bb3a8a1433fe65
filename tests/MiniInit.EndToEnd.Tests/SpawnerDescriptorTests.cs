using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

/// <summary>Descriptors that a started process gets, whatever numbers they have with us.</summary>
public sealed class SpawnerDescriptorTests : IDisposable
{
    private const int Most = 64;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    // open with us as 40 = a, 41 = b, …; what is passed on; what the program finds
    [InlineData("40:40", "40=a")]
    [InlineData("40:41,41:40", "40=b 41=a")]
    [InlineData("40:41,41:42,42:40", "40=b 41=c 42=a")]
    [InlineData("40:41,41:40,42:43,43:42", "40=b 41=a 42=d 43=c")]
    [InlineData("42:41,41:40,40:43", "40=d 41=a 42=b")]
    [InlineData("3:40,4:40,40:41", "3=a 4=a 40=b")]
    [InlineData("40:40,41:40,3:40", "3=a 40=a 41=a")]
    [InlineData("40:41,41:40,3:40,4:41", "3=a 4=b 40=b 41=a")]
    [InlineData("0:40,3:null,40:null", "0=a 3=null 40=null")]
    [InlineData("40:41,41:99", "failure Descriptors EBADF 41")]
    [InlineData("40:99", "failure Descriptors EBADF 40")]
    [InlineData("98:98", "failure Descriptors EBADF 98")]
    public void Each_is_what_was_asked_for_and_no_other_is_there(string passed, string found)
    {
        Spawned spawned = Start(passed, "sh", "-c", "for fd in /proc/$$/fd/*; do echo ${fd##*/}=$(readlink $fd); done");
        if (spawned.Outcome != "started")
        {
            Assert.Equal(found, spawned.Outcome);
            return;
        }

        // What the tests themselves inherited goes down to everyone: only our files are of interest, and the targets.
        string[] targets = [.. passed.Split(',').Select(pair => pair.Split(':')[0])];
        IEnumerable<string> seen = spawned.Lines.Select(line => line.Split('='))
            .Where(pair => targets.Contains(pair[0]) || pair[1].StartsWith(_folder.Path, StringComparison.Ordinal))
            .OrderBy(pair => int.Parse(pair[0])).Select(pair => $"{pair[0]}={Path.GetFileName(pair[1])}");
        Assert.Equal(found, string.Join(' ', seen));
    }

    [Fact]
    public void Dev_null_is_open_for_reading_and_writing_and_is_of_this_root()
    {
        Needs.Root();
        Needs.Program("busybox");
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, "bin"));
        File.Copy(Needs.Find("busybox")!, Path.Combine(_folder.Path, "bin", "busybox"));
        Spawned spawned = Spawned.Run(
            ["--pass=0:null,5:null", $"--root={_folder.Path}"],
            "busybox", "sh", "-c", "read line; echo read $? >&5; echo read $?; echo written $?");
        Assert.Equal(["read 0", "written 0"], spawned.Lines);
    }

    [Theory]
    [InlineData("0", "0:null,1:null,2:null")]
    [InlineData("0,1,2", "0:null,1:null,2:null,3:null")]
    [InlineData("0", "3:null,0:null")]
    public void Dev_null_may_open_at_the_very_number_it_is_for(string closed, string passed)
    {
        // With 0–2 closed or null there is nowhere to tell: the program writes a file.
        string file = Path.Combine(_folder.Path, "file");
        string[] starter =
        [
            "setup", "--close", closed, "--", Binaries.TestChild, "spawn", $"--pass={passed}", "--", "sh", "-c",
            $"all=$(for fd in /proc/$$/fd/[0-3]; do echo ${{fd##*/}}=$(readlink $fd); done); echo \"$all\" > {file}",
        ];
        _ = Running.Run(Binaries.TestChild, starter);
        IEnumerable<string> expected = passed.Split(',').Select(pair => $"{pair[0]}=/dev/null");
        Assert.Subset(File.ReadAllLines(file).ToHashSet(), expected.ToHashSet());
    }

    [Fact]
    public void Without_dev_null_it_is_told()
    {
        Needs.Root();
        string[] wrapper = ["unshare", "--mount", "sh", "-c", "mount -t tmpfs none /dev; exec \"$@\"", "sh"];
        Assert.Equal("failure NullDevice ENOENT", Spawned.RunUnder(wrapper, ["--pass=0:null"], "true").Outcome);
        Assert.Equal("started", Spawned.RunUnder(wrapper, [], "true").Outcome);
    }

    [Fact]
    public void As_many_as_there_is_room_for_arrive_and_one_more_is_refused()
    {
        string pairs = string.Join(',', Enumerable.Range(3, Most).Select(fd => $"{fd}:40"));
        Spawned spawned = Start(pairs, Binaries.TestChild, "show");
        string line = spawned.Lines.Single(l => l.StartsWith("descriptors ", StringComparison.Ordinal));
        string all = string.Join(' ', Enumerable.Range(0, Most + 3));
        Assert.StartsWith($"descriptors {all}", line, StringComparison.Ordinal);
        (int code, _, string errors) = Running.Run(
            Binaries.TestChild, ["spawn", $"--pass={pairs},99:2", "--", "true"]);
        Assert.Equal(99, code);
        Assert.Contains("test-child:", errors);
    }

    [Fact]
    public void A_target_twice_is_refused()
    {
        (int code, _, string errors) = Running.Run(Binaries.TestChild, ["spawn", "--pass=3:1,3:2", "--", "true"]);
        Assert.Equal(99, code);
        Assert.Contains("descriptor 3 is to be two things", errors);
    }

    public void Dispose() => _folder.Dispose();

    private Spawned Start(string passed, params string[] command)
    {
        string open = string.Join(',', "abcd".Select((name, i) => $"{40 + i}:{Path.Combine(_folder.Path, $"{name}")}"));
        return Spawned.Run([$"--open={open}", $"--pass={passed}"], command);
    }
}
