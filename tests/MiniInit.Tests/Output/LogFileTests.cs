using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.Core.Values;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Output;

namespace MiniInit.Tests.Output;

[Collection(nameof(StartsPrograms))]
public sealed class LogFileTests : LogFolder
{
    [Fact]
    public void Output_is_appended_to_a_file_that_is_made_with_its_folders()
    {
        string path = Path.Combine(Folder, "new", "deep", "web.log");
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
        Assert.Null(Trouble());
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
    public void A_deleted_file_is_made_anew_within_a_second()
    {
        using LogFile file = Open(LogPath);
        Append(file, "one\n");
        File.Delete(LogPath);
        Advance(OutputLimits.FileCheck);
        Append(file, "two\n");
        Assert.Equal("two\n", File.ReadAllText(LogPath));
    }

    [Fact]
    public void It_is_not_looked_at_for_every_write()
    {
        using LogFile file = Open(LogPath);
        Append(file, "one\n");
        File.Delete(LogPath);
        Advance(OutputLimits.FileCheck - TimeSpan.FromTicks(1));
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
        Advance(OutputLimits.FileCheck);
        Append(file, "four\n");
        Assert.Equal(("three\n", "new\nfour\n"), (File.ReadAllText(LogPath + ".older"), File.ReadAllText(LogPath)));
    }

    [Fact]
    public void A_deleted_folder_is_made_anew_too()
    {
        string path = Path.Combine(Folder, "sub", "web.log");
        using LogFile file = Open(path);
        Append(file, "one\n");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        Advance(OutputLimits.FileCheck);
        Append(file, "two\n");
        Assert.Equal("two\n", File.ReadAllText(path));
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
        string target = Path.Combine(Folder, "target");
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
            Trouble());
        Assert.Null(Trouble());
        Assert.Empty(File.ReadAllBytes(target));
        if (kind == "link")
        {
            File.Delete(path);
            Advance(OutputLimits.FileRetry);
            Append(file, "three\n");
            Assert.Equal("three\n", File.ReadAllText(path));
            Assert.Equal($"{path}, the log of web, is written again; 8 bytes were lost", Trouble());
        }
    }

    [Theory]
    [InlineData("logs", "web.log")] // of his own folder
    [InlineData("sub/logs", "made/web.log")] // of one in it, which he could replace
    public void A_link_that_a_stranger_may_have_put_on_the_way_is_not_followed(string link, string file)
    {
        Needs.Root();
        string target = Directory.CreateDirectory(Path.Combine(Folder, "target")).FullName;
        string his = Path.GetDirectoryName(Path.Combine(Folder, "his", link))!;
        _ = Directory.CreateDirectory(his);
        _ = File.CreateSymbolicLink(Path.Combine(Folder, "his", link), target);
        Run("chown", "1234", Path.Combine(Folder, "his"));
        string path = Path.Combine(Folder, "his", link, file);
        using LogFile log = Open(path);
        Append(log, "one\n");
        Assert.Empty(Directory.GetFileSystemEntries(target));
        Assert.Equal(
            $"cannot open {path}, the log of web: it leads through the folder his, which is not safe: its owner is uid 1234, not root; "
            + "give it to root with chown; what comes is lost there until it can be",
            Trouble());
        Run("chown", "0", Path.Combine(Folder, "his"));
        Advance(OutputLimits.FileRetry);
        Append(log, "two\n");
        Assert.Equal("two\n", File.ReadAllText(Path.Combine(target, file)));
    }

    [Fact]
    public void A_second_name_that_a_stranger_may_have_given_to_a_file_is_not_written_to()
    {
        Needs.Root();
        string his = Directory.CreateDirectory(Path.Combine(Folder, "his")).FullName;
        string secret = Path.Combine(Folder, "secret");
        File.WriteAllText(secret, "");
        string path = Path.Combine(his, "web.log");
        Run("ln", secret, path);
        Run("chown", "1234", his);
        using LogFile log = Open(path);
        Append(log, "one\n");
        Assert.Empty(File.ReadAllBytes(secret));
        Assert.Equal(
            $"cannot open {path}, the log of web: it has 2 names (hard links), and others may have made this one; what comes is lost "
            + "there until it can be",
            Trouble());
        File.Delete(path);
        Advance(OutputLimits.FileRetry);
        Append(log, "two\n");
        Assert.Equal("two\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_rotation_does_not_follow_a_folder_that_a_stranger_has_replaced()
    {
        Needs.Root();
        string target = Directory.CreateDirectory(Path.Combine(Folder, "target")).FullName;
        File.WriteAllText(Path.Combine(target, "web.log"), "of others");
        string logs = Directory.CreateDirectory(Path.Combine(Folder, "his", "logs")).FullName;
        Run("chown", "1234", Path.Combine(Folder, "his"));
        string path = Path.Combine(logs, "web.log");
        using LogFile log = Open(path, new LogSettings { MaxSize = new Size(8), Keep = 1 });
        Append(log, "123456\n");
        Directory.Move(logs, logs + ".old");
        _ = File.CreateSymbolicLink(logs, target);
        Append(log, "abcdef\n");
        Assert.Equal("of others", File.ReadAllText(Path.Combine(target, "web.log")));
        Assert.Equal([Path.Combine(target, "web.log")], Directory.GetFileSystemEntries(target));
        Assert.Equal("123456\nabcdef\n", File.ReadAllText(Path.Combine(logs + ".old", "web.log")));
        Assert.Contains("it leads through the folder his, which is not safe", Trouble(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_no_file_can_have_is_said()
    {
        using LogFile file = Open("/tmp/a\0b");
        Append(file, "one\n");
        Assert.Equal(
            "cannot open /tmp/a\\x00b, the log of web: a path cannot hold a NUL character; what comes is lost there until it can be",
            Trouble());
    }

    [Fact]
    public void On_a_full_disk_output_is_dropped_and_taken_up_again_at_a_new_line()
    {
        Needs.Root();
        Needs.Program("mount");
        string small = Path.Combine(Folder, "small");
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
                Advance(OutputLimits.FileCheck);
            }

            Assert.Equal(
                $"cannot write to {path}, the log of web: No space left on device; what comes is lost there until it can be",
                Trouble());
            Assert.Null(Trouble());
            long size = new FileInfo(path).Length;
            File.Delete(filler);
            Append(file, "again\n");
            string text = File.ReadAllText(path);
            Assert.EndsWith("\nagain\n", text, StringComparison.Ordinal);
            Assert.Equal(
                $"{path}, the log of web, is written again; {(5 * 5003) + 6 - size} bytes were lost", Trouble());

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
        string small = Path.Combine(Folder, "small");
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
                Trouble());
            Run("mount", "-o", "remount,rw", small);
            Advance(OutputLimits.FileRetry);
            Append(file, "three\n");
            Assert.Equal("three\n", File.ReadAllText(path));
            Assert.Equal($"{path}, the log of web, is written again; 8 bytes were lost", Trouble());
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
}
