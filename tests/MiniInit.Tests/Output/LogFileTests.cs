using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

public sealed class LogFileTests : IDisposable
{
    private const int Size = 4096;
    private readonly TemporaryFolder _folder = new();
    private readonly OutputShared _shared = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    private string LogPath => Path.Combine(_folder.Path, "web.log");

    private OutputTime Now => new(_now, OutputRig.Epoch);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Output_is_appended_to_a_file_that_is_made_with_its_folders()
    {
        string path = Path.Combine(_folder.Path, "new", "deep", "web.log");
        using (LogFile file = Open(path))
        {
            Append(file, "one\n");
            Append(file, "two\n\0\r\x1b");
        }

        using (LogFile file = Open(path))
        {
            Append(file, "three\n");
        }

        Assert.Equal("one\ntwo\n\0\r\x1bthree\n", File.ReadAllText(path));
        Assert.Equal(0, (int)File.GetUnixFileMode(path) & 0b001_011_111);
        Assert.Equal(0, (int)File.GetUnixFileMode(Path.GetDirectoryName(path)!) & 0b000_010_010);
        Assert.Null(_shared.Troubles.Take());
    }

    [Fact]
    public void A_quiet_job_makes_no_file()
    {
        using LogFile file = Open(LogPath);
        Assert.False(File.Exists(LogPath));
    }

    [Fact]
    public void Timestamps_begin_lines_however_these_come()
    {
        const string Time = "2026-03-04T05:06:07.123456Z ";
        string text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"line {i} {new string('x', i * 7 % 100)}\n"))
            + new string('y', 200_000) + "\n\nend";
        string expected = Time + text.Replace("\n", $"\n{Time}", StringComparison.Ordinal);
        for (int seed = 0; seed < 5; seed++)
        {
            File.Delete(LogPath);
            using LogFile file = Open(LogPath, new LogSettings { Timestamps = true, MaxSize = null });
            foreach (string chunk in Chunks(text, new Random(seed), 9000))
            {
                Append(file, chunk);
            }

            Assert.Equal(expected, File.ReadAllText(LogPath));
        }
    }

    [Fact]
    public void No_file_is_larger_than_max_size_and_lines_stay_whole()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"line {i} {new string('x', i * 7 % 300)}\n"));
        for (int seed = 0; seed < 5; seed++)
        {
            foreach (string old in Directory.GetFiles(_folder.Path))
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

        Assert.Equal(keep + 1, Directory.GetFiles(_folder.Path).Length);
        Assert.Equal(
            Enumerable.Range(9 - keep, keep + 1).Select(i => (char)('0' + i)), Rotated(keep).Select(path => File.ReadAllText(path)[0]));
    }

    [Fact]
    public void A_rotation_that_fails_is_said_once_and_tried_again_and_nothing_is_lost()
    {
        string inTheWay = Path.Combine(_folder.Path, "web.log.1", "file");
        _ = Directory.CreateDirectory(Path.GetDirectoryName(inTheWay)!);
        File.WriteAllText(inTheWay, "");
        using LogFile file = Open(LogPath, new LogSettings { MaxSize = new Size(Size), Keep = 1 });
        string line = new string('x', 999) + "\n";
        for (int i = 0; i < 10; i++)
        {
            Append(file, line);
            _now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(10_000, new FileInfo(LogPath).Length);
        Assert.False(File.Exists(LogPath + ".new"));
        string said = _shared.Troubles.Take()!;
        Assert.StartsWith($"cannot rotate {LogPath}, the log of web: ", said, StringComparison.Ordinal);
        Assert.EndsWith("; it grows until it can be", said, StringComparison.Ordinal);
        Assert.Null(_shared.Troubles.Take());

        Directory.Delete(Path.GetDirectoryName(inTheWay)!, recursive: true);
        _now += OutputLimits.FileRetry;
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
        Assert.Null(_shared.Troubles.Take());
    }

    [Fact]
    public void A_deleted_file_is_made_anew_within_a_second()
    {
        using LogFile file = Open(LogPath);
        Append(file, "one\n");
        File.Delete(LogPath);
        _now += OutputLimits.FileCheck;
        Append(file, "two\n");
        Assert.Equal("two\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void It_is_not_looked_at_for_every_write()
    {
        using LogFile file = Open(LogPath);
        Append(file, "one\n");
        File.Delete(LogPath);
        _now += OutputLimits.FileCheck - TimeSpan.FromTicks(1);
        Append(file, "lost\n");
        Assert.False(File.Exists(LogPath));
    }

    [Fact]
    public void A_file_that_was_renamed_is_left_when_we_are_told_or_notice()
    {
        using LogFile file = Open(LogPath);
        Append(file, "one\n");
        File.Move(LogPath, LogPath + ".old");
        Append(file, "two\n");
        file.Reopen(Now);
        Append(file, "three\n");
        Assert.Equal(("one\ntwo\n", "three\n"), (File.ReadAllText(LogPath + ".old"), File.ReadAllText(LogPath)));
        File.Move(LogPath, LogPath + ".older");
        File.WriteAllText(LogPath, "new\n");
        _now += OutputLimits.FileCheck;
        Append(file, "four\n");
        Assert.Equal(("three\n", "new\nfour\n"), (File.ReadAllText(LogPath + ".older"), File.ReadAllText(LogPath)));
    }

    [Fact]
    public void A_deleted_folder_is_made_anew_too()
    {
        string path = Path.Combine(_folder.Path, "sub", "web.log");
        using LogFile file = Open(path);
        Append(file, "one\n");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        _now += OutputLimits.FileCheck;
        Append(file, "two\n");
        Assert.Equal("two\n", File.ReadAllText(path));
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

        _now += OutputLimits.FileCheck;
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

    [Theory]
    [InlineData("fifo", "a FIFO")]
    [InlineData("folder", "a folder")]
    [InlineData("link", "a symbolic link")]
    [InlineData("socket", "a socket")]
    [InlineData("device", "a device")]
    public void What_is_no_file_is_refused_at_once_and_never_touched(string kind, string words)
    {
        string path = kind == "device" ? "/dev/null" : LogPath;
        string target = Path.Combine(_folder.Path, "target");
        File.WriteAllText(target, "");
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        switch (kind)
        {
            case "fifo":
                Run("mkfifo", path);
                break;
            case "folder":
                _ = Directory.CreateDirectory(path);
                break;
            case "link":
                _ = File.CreateSymbolicLink(path, target);
                break;
            case "socket":
                socket.Bind(new UnixDomainSocketEndPoint(path));
                break;
            default:
                break;
        }

        using LogFile file = Open(path);
        Append(file, "one\n");
        Append(file, "two\n");
        Assert.Equal(
            $"cannot open {path}, the log of web: it is {words}, not a regular file; what comes is lost there until it can be",
            _shared.Troubles.Take());
        Assert.Null(_shared.Troubles.Take());
        Assert.Empty(File.ReadAllBytes(target));
        if (kind == "link")
        {
            File.Delete(path);
            _now += OutputLimits.FileRetry;
            Append(file, "three\n");
            Assert.Equal("three\n", File.ReadAllText(path));
            Assert.Equal($"{path}, the log of web, is written again; 8 bytes were lost", _shared.Troubles.Take());
        }
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
        Assert.Contains("it is a FIFO", _shared.Troubles.Take(), StringComparison.Ordinal);
        Assert.Null(_shared.Troubles.Take());
        Assert.Equal([LogPath], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_said()
    {
        using LogFile file = Open("/tmp/a\0b");
        Append(file, "one\n");
        Assert.Equal(
            "cannot open /tmp/a\\x00b, the log of web: a path cannot hold a NUL character; what comes is lost there until it can be",
            _shared.Troubles.Take());
    }

    [Fact]
    public void On_a_full_disk_output_is_dropped_and_taken_up_again_at_a_new_line()
    {
        Needs.Root();
        Needs.Program("mount");
        string small = Path.Combine(_folder.Path, "small");
        _ = Directory.CreateDirectory(small);
        Run("mount", "-t", "tmpfs", "-o", "size=64k", "miniinit-test", small);
        try
        {
            string path = Path.Combine(small, "web.log");
            string filler = Path.Combine(small, "filler");
            using LogFile file = Open(path, new LogSettings { MaxSize = new Size(32 * 1024), Keep = 1 });
            Append(file, "first\n");
            File.WriteAllBytes(filler, new byte[56 * 1024]);
            string lines = string.Concat(Enumerable.Repeat("0123456789abcde\n", 1000));
            for (int i = 0; i < 5; i++)
            {
                Append(file, lines[..5000] + "cut");
                _now += OutputLimits.FileCheck;
            }

            Assert.Equal(
                $"cannot write to {path}, the log of web: No space left on device; what comes is lost there until it can be",
                _shared.Troubles.Take());
            Assert.Null(_shared.Troubles.Take());
            long size = new FileInfo(path).Length;
            File.Delete(filler);
            Append(file, "again\n");
            string text = File.ReadAllText(path);
            Assert.EndsWith("\nagain\n", text, StringComparison.Ordinal);
            Assert.Equal(
                $"{path}, the log of web, is written again; {(5 * 5003) + 6 - size} bytes were lost", _shared.Troubles.Take());

            // Rotation on a disk without a free inode or block left fails, and what fits is still written.
            Assert.False(File.Exists(path + ".new"));
        }
        finally
        {
            Run("umount", "-l", small);
        }
    }

    [Fact]
    public void On_a_file_system_that_became_read_only_the_file_that_is_open_is_no_news()
    {
        Needs.Root();
        Needs.Program("mount");
        string small = Path.Combine(_folder.Path, "small");
        _ = Directory.CreateDirectory(small);
        Run("mount", "-t", "tmpfs", "-o", "size=64k,ro", "miniinit-test", small);
        try
        {
            string path = Path.Combine(small, "sub", "web.log");
            using LogFile file = Open(path);
            Append(file, "one\n");
            Append(file, "two\n");
            Assert.Equal(
                $"cannot open {path}, the log of web: its folder cannot be made: Read-only file system; "
                    + "what comes is lost there until it can be",
                _shared.Troubles.Take());
            Run("mount", "-o", "remount,rw", small);
            _now += OutputLimits.FileRetry;
            Append(file, "three\n");
            Assert.Equal("three\n", File.ReadAllText(path));
            Assert.Equal($"{path}, the log of web, is written again; 8 bytes were lost", _shared.Troubles.Take());
        }
        finally
        {
            Run("umount", "-l", small);
        }
    }

    [Theory]
    [InlineData("web", null, "/var/log/x/web.log")]
    [InlineData("net/apache", "eu", "/var/log/x/net/apache-eu.log")]
    [InlineData("web", "../../etc/passwd", "/var/log/x/web-.._.._etc_passwd.log")]
    [InlineData("web", "a\0b\nc\u202e", "/var/log/x/web-a_b_c_.log")]
    public void A_log_without_a_path_is_below_the_folder_for_logs(string job, string? key, string path)
    {
        Assert.Equal(path, LogFilePath.Of(new OutputName(job, key), "/var/log/x/"));
        Assert.Null(LogFilePath.Of(new OutputName(job, key), null));
    }

    [Fact]
    public void The_name_of_a_log_is_never_too_long_for_a_file()
    {
        string path = LogFilePath.Of(new OutputName(new string('n', 200), string.Concat(Enumerable.Repeat("😀", 900))), "/l")!;
        Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(path)), 200, 255 - ".1000".Length);
    }

    private static IEnumerable<string> Chunks(string text, Random random, int most, bool wholeLines = false)
    {
        for (int at = 0; at < text.Length;)
        {
            int end = Math.Min(text.Length, at + random.Next(1, most));
            end = wholeLines ? text.IndexOf('\n', end - 1) + 1 : end;
            yield return text[at..end];
            at = end;
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private LogFile Open(string path, LogSettings? settings = null) =>
        new(path, new OutputName("web", null), settings ?? new LogSettings(), _shared);

    private void Append(LogFile file, string text) => file.Append(Encoding.UTF8.GetBytes(text), Now);

    /// <summary>The files there are, the oldest first.</summary>
    private IEnumerable<string> Rotated(int keep) =>
        Enumerable.Range(0, keep + 1).Reverse().Select(i => i == 0 ? LogPath : $"{LogPath}.{i}").Where(File.Exists);
}
