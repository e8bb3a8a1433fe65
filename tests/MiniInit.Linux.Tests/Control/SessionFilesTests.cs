using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Control;

namespace MiniInit.Linux.Tests.Control;

/// <summary>The files of sessions, as clients read and clean them.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class SessionFilesTests : IDisposable
{
    /// <summary>More than the kernel gives out: nobody lives there.</summary>
    private const int Gone = 1_999_999_999;

    private readonly TemporaryFolder _folder = new();

    public SessionFilesTests() => Directory.CreateDirectory(Sessions, (UnixFileMode)0b111_000_000);

    private string Sessions => _folder.Path + "/miniinit/sessions";

    private static uint Us => CurrentProcess.EffectiveUserId;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_tells_number_and_socket()
    {
        Write("41.session", "MINIINIT_SESSION=/x/y z\n");
        Write("42.session", "MINIINIT_SESSION=/x/2\n");
        Assert.Equal([(41, "/x/y z"), (42, "/x/2")], Read());
    }

    [Theory]
    [InlineData("041.session", "MINIINIT_SESSION=/x\n")]
    [InlineData("-1.session", "MINIINIT_SESSION=/x\n")]
    [InlineData("0.session", "MINIINIT_SESSION=/x\n")]
    [InlineData("x.session", "MINIINIT_SESSION=/x\n")]
    [InlineData("41", "MINIINIT_SESSION=/x\n")]
    [InlineData("41.session", "")]
    [InlineData("41.session", "MINIINIT_SESSION=/x")]
    [InlineData("41.session", "MINIINIT_SESSION=x\n")]
    [InlineData("41.session", "MINIINIT_SESSION=/x\nMINIINIT_SESSION=/y\n")]
    [InlineData("41.session", "OTHER=/x\n")]
    public void What_is_not_as_it_should_be_is_none(string name, string content)
    {
        Write(name, content);
        Assert.Empty(Read());
    }

    [Fact]
    public void Neither_links_nor_long_files_nor_folders_nor_pipes_are_read()
    {
        File.WriteAllText(_folder.Path + "/target", "MINIINIT_SESSION=/x\n");
        File.CreateSymbolicLink($"{Sessions}/41.session", _folder.Path + "/target");
        Write("42.session", $"MINIINIT_SESSION=/{new string('x', 600)}\n");
        Directory.CreateDirectory($"{Sessions}/43.session");
        using Process fifo = Process.Start("mkfifo", [$"{Sessions}/44.session"]);
        fifo.WaitForExit();
        Assert.Equal(0, fifo.ExitCode);
        Assert.Empty(Read());
    }

    [Fact]
    public void A_folder_that_others_may_write_to_or_of_another_or_behind_a_link_is_none()
    {
        Write("41.session", "MINIINIT_SESSION=/x\n");
        Assert.Null(SessionFiles.TryOpen(Sessions, Us + 1));
        foreach (string folder in (string[])[Sessions, _folder.Path + "/miniinit"])
        {
            UnixFileMode mode = File.GetUnixFileMode(folder);
            File.SetUnixFileMode(folder, mode | UnixFileMode.OtherWrite);
            Assert.Null(SessionFiles.TryOpen(Sessions, Us));
            File.SetUnixFileMode(folder, mode);
        }

        Assert.Single(Read());
        Directory.CreateDirectory(_folder.Path + "/a");
        Directory.CreateSymbolicLink(_folder.Path + "/a/miniinit", _folder.Path + "/miniinit");
        Assert.Null(SessionFiles.TryOpen(_folder.Path + "/a/miniinit/sessions", Us));
        Directory.CreateSymbolicLink(_folder.Path + "/miniinit/link", Sessions);
        Assert.Null(SessionFiles.TryOpen(_folder.Path + "/miniinit/link", Us));
        Assert.Null(SessionFiles.TryOpen(_folder.Path + "/none/sessions", Us));
    }

    [Fact]
    public void What_is_left_of_a_session_is_removed()
    {
        Leave(Gone);
        Clean(Gone);
        Assert.Empty(Directory.GetFileSystemEntries(Sessions));
    }

    [Fact]
    public void What_is_left_is_removed_also_where_its_number_is_another_process_now()
    {
        Leave(Environment.ProcessId);
        Clean(Environment.ProcessId);
        Assert.Empty(Directory.GetFileSystemEntries(Sessions));
    }

    [Fact]
    public void What_belongs_to_an_init_that_lives_is_left()
    {
        using (SessionFolder session = Made()!)
        {
            Assert.Null(session.Announce("/x"));
            Clean(Environment.ProcessId);
            Assert.Equal([$"{Environment.ProcessId}", $"{Environment.ProcessId}.session"], Entries().Order(StringComparer.Ordinal));
        }

        Assert.Empty(Entries());
    }

    [Fact]
    public void What_an_init_of_another_namespace_holds_is_left()
    {
        Leave(Gone);
        using (Process init = Hold(Gone))
        {
            Clean(Gone);
            Assert.Equal(4, Directory.GetFileSystemEntries(Sessions, "*", SearchOption.AllDirectories).Length);
            init.StandardInput.Close();
            init.WaitForExit();
        }

        Clean(Gone);
        Assert.Empty(Entries());
    }

    [Fact]
    public void An_init_that_has_the_number_of_one_in_another_namespace_leaves_that_alone()
    {
        int us = Environment.ProcessId;
        Leave(us);
        using (Process init = Hold(us))
        {
            Assert.Null(SessionFolder.TryMake(_folder.Path, out string? cause));
            Assert.Equal($"{Sessions}/{us}: a session in another PID namespace has it", cause);
            Assert.Equal(4, Directory.GetFileSystemEntries(Sessions, "*", SearchOption.AllDirectories).Length);
            init.StandardInput.Close();
            init.WaitForExit();
        }

        using SessionFolder? session = Made();
        Assert.Equal($"{Sessions}/{us}/control", session!.Socket);
    }

    [Fact]
    public void Links_are_not_followed_and_what_else_is_in_the_folder_is_kept()
    {
        string kept = Directory.CreateDirectory(_folder.Path + "/kept").FullName;
        File.WriteAllText(kept + "/control", "");
        Write($"{Gone}.session", "MINIINIT_SESSION=/x\n");
        Directory.CreateSymbolicLink($"{Sessions}/{Gone}", kept);
        Clean(Gone);
        Assert.True(File.Exists(kept + "/control"));
        Assert.Equal([$"{Gone}"], Directory.GetFileSystemEntries(Sessions).Select(Path.GetFileName));

        File.Delete($"{Sessions}/{Gone}");
        Leave(Gone);
        Write($"{Gone}/notes", "");
        Clean(Gone);
        Assert.Equal(
            [$"{Gone}", "notes"],
            Directory.GetFileSystemEntries(Sessions, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void Write(string name, string content) => File.WriteAllText($"{Sessions}/{name}", content);

    /// <summary>What a session leaves that was killed.</summary>
    private void Leave(int pid)
    {
        string folder = Directory.CreateDirectory($"{Sessions}/{pid.ToString(CultureInfo.InvariantCulture)}").FullName;
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(folder + "/s"));
        File.Move(folder + "/s", folder + "/control"); // .NET removes the name it has bound
        Write($"{pid}/control.lock", "");
        Write($"{pid}.session", $"MINIINIT_SESSION={folder}/control\n");
    }

    private SessionFolder? Made() => SessionFolder.TryMake(_folder.Path, out _);

    private string?[] Entries() => [.. Directory.GetFileSystemEntries(Sessions).Select(Path.GetFileName)];

    /// <summary>Has another process hold the folder of a session, as its init does, until its input ends.</summary>
    private Process Hold(int pid)
    {
        ProcessStartInfo start = new("flock", [$"{Sessions}/{pid.ToString(CultureInfo.InvariantCulture)}", "sh", "-c", "echo held; cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        Assert.Equal("held", process.StandardOutput.ReadLine());
        return process;
    }

    private void Clean(int pid)
    {
        using SessionFiles files = SessionFiles.TryOpen(Sessions, Us)!;
        files.Clean(pid);
    }

    private (int, string)[] Read()
    {
        using SessionFiles files = SessionFiles.TryOpen(Sessions, Us)!;
        return [.. files.Read().Select(entry => (entry.Pid, entry.Socket)).Order()];
    }
}
