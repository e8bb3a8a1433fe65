using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

[Collection(nameof(StartsPrograms))]
public sealed class LogRotationTests : LogFolder
{
    private const int Size = 4096;

    [Fact]
    public void No_file_is_larger_than_max_size_and_lines_stay_whole()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} {new string('x', i * 7 % 300)}\n"));
        for (int seed = 0; seed < 5; seed++)
        {
            foreach (string old in Directory.GetFiles(Folder))
            {
                File.Delete(old);
            }

            var random = new Random(seed);
            using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1000 });
            foreach (string chunk in Chunks(text, random, 20_000, wholeLines: true))
            {
                Append(file, chunk);
            }

            List<string> files = [.. Rotated(1000).Select(File.ReadAllText)];
            Assert.Equal(text, string.Concat(files));
            Assert.All(files, content => Assert.InRange(content.Length, 1, Size));
            Assert.All(files, content => Assert.EndsWith("\n", content, StringComparison.Ordinal));
            Assert.InRange(files.Count, text.Length / Size, (text.Length / (Size - 320)) + 1);
        }
    }

    [Fact]
    public void A_line_that_fits_into_no_file_is_cut()
    {
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 10 });
        string text = "short\n" + new string('x', 3 * Size) + "\nshort\n";
        Append(file, text);
        Assert.Equal(text, string.Concat(Rotated(10).Select(File.ReadAllText)));
        Assert.All(Rotated(10), path => Assert.InRange(new FileInfo(path).Length, 1, Size));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void So_many_rotated_files_are_kept_and_the_oldest_go(int keep)
    {
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = keep });
        for (int i = 0; i < 10; i++)
        {
            Append(file, new string((char)('0' + i), Size - 1) + "\n");
        }

        Assert.Equal(keep + 1, Directory.GetFiles(Folder).Length);
        Assert.Equal(
            Enumerable.Range(9 - keep, keep + 1).Select(i => (char)('0' + i)), Rotated(keep).Select(path => File.ReadAllText(path)[0]));
    }

    [Fact]
    public void A_rotation_that_fails_is_said_once_and_tried_again_and_nothing_is_lost()
    {
        string inTheWay = Path.Combine(Folder, "web.log.1", "file");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        File.WriteAllText(inTheWay, "");
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        string line = new string('x', 999) + "\n";
        for (int i = 0; i < 10; i++)
        {
            Append(file, line);
            Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10_000, new FileInfo(LogPath).Length);
        Assert.False(File.Exists(LogPath + ".new"));
        string said = Trouble()!;
        Assert.StartsWith($"cannot rotate {LogPath}, the log of web: ", said, StringComparison.Ordinal);
        Assert.EndsWith("; it grows until it can be", said, StringComparison.Ordinal);
        Assert.Null(Trouble());

        Directory.Delete(Path.GetDirectoryName(inTheWay)!, recursive: true);
        Advance(OutputLimits.FileRetry);
        Append(file, line);
        Assert.Equal(10_000, new FileInfo(LogPath + ".1").Length);
        Assert.Equal(line, File.ReadAllText(LogPath));
    }

    [Fact]
    public void What_a_rotation_left_behind_does_not_hinder_the_next()
    {
        File.WriteAllText(LogPath + ".new", "half");
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        Append(file, new string('x', Size - 1) + "\n");
        Append(file, "next\n");
        Assert.Equal("next\n", File.ReadAllText(LogPath));
        _ = File.CreateSymbolicLink(LogPath + ".new", "/dev/null");
        Append(file, new string('x', Size - 1) + "\n");
        Assert.Null(new FileInfo(LogPath).LinkTarget);
        Assert.Null(Trouble());
    }

    [Fact]
    public void Who_truncates_it_meanwhile_puts_off_the_rotation()
    {
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        Append(file, new string('x', Size - 1) + "\n");
        using (FileStream stream = File.OpenWrite(LogPath))
        {
            stream.SetLength(0);
        }

        Advance(OutputLimits.FileCheck);
        Append(file, "next\n");
        Assert.Equal("next\n", File.ReadAllText(LogPath));
        Assert.False(File.Exists(LogPath + ".1"));
    }

    [Fact]
    public void When_somebody_else_has_just_rotated_theirs_is_not_rotated_again()
    {
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        Append(file, new string('x', Size - 1) + "\n");
        File.Move(LogPath, LogPath + ".1");
        File.WriteAllText(LogPath, "theirs\n");
        Append(file, "ours\n");
        Assert.Equal("theirs\nours\n", File.ReadAllText(LogPath));
        Assert.Equal(Size, new FileInfo(LogPath + ".1").Length);
    }

    [Fact]
    public void A_fifo_that_takes_the_place_of_the_file_is_not_rotated_nor_written_to()
    {
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        Append(file, new string('x', Size - 1) + "\n");
        File.Delete(LogPath);
        Run("mkfifo", LogPath);
        Append(file, "one\n");
        Append(file, "two\n");
        Assert.Contains("it is a FIFO", Trouble(), StringComparison.Ordinal);
        Assert.Null(Trouble());
        Assert.Equal([LogPath], Directory.GetFiles(Folder));
    }

    /// <summary>The files there are, the oldest first.</summary>
    private IEnumerable<string> Rotated(int keep) =>
        Enumerable.Range(0, keep + 1).Reverse().Select(i => i == 0 ? LogPath : $"{LogPath}.{i}").Where(File.Exists);
}
