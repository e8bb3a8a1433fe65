using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Notify;

namespace MiniInit.Linux.Tests.Notify;

/// <summary>What programs of others send.</summary>
[Collection(nameof(StartsPrograms))]
public sealed class NotifyProgramTests : IDisposable
{
    private const string Python = "/usr/bin/python3"; // Debian's, for which Debian's python3-systemd is
    private const int Stranger = 4242;

    private readonly TemporaryFolder _folder = new();
    private readonly NotifySocket _socket;

    public NotifyProgramTests()
    {
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        _socket = NotifySocket.TryOpen([_folder.Path], out _)!;
    }

    [Fact]
    public void Systemd_notify_tells_and_waits_for_the_barrier()
    {
        Needs.Program("systemd-notify");
        using Process process = Start("systemd-notify", "--ready", "--status=half way", "--pid=77");
        List<string> texts = Receive(process, until: "BARRIER=1");
        Assert.Equal(["READY=1", "STATUS=half way", "MAINPID=77"], texts[0].TrimEnd('\n').Split('\n'));
        End(process);
    }

    [Fact]
    public void Systemd_notify_of_another_user_reaches_us()
    {
        Needs.Root();
        Needs.Program("systemd-notify");
        Needs.Program("setpriv");
        using Process process = Start(
            "setpriv", $"--reuid={Stranger}", $"--regid={Stranger}", "--clear-groups",
            "systemd-notify", "--no-block", "X=1");
        End(process);

        // It is dead by now, and reaped: who it was is still known.
        Assert.True(_socket.TryReceive(out NotifyDatagram? datagram));
        using (datagram)
        {
            Assert.Equal("X=1", Text(datagram));
            Assert.Equal((process.Id, Stranger, Stranger), (datagram.Pid, (int)datagram.UserId, (int)datagram.GroupId));
        }
    }

    [Fact]
    public void Python_tells_what_it_does()
    {
        NeedsPythonOfSystemd();
        const string Program =
            "from systemd import daemon as d; d.notify('RELOADING=1\\nSTATUS=naïve'); d.notify('WATCHDOG=1')";
        using Process process = Start(Python, "-c", Program);
        End(process);
        foreach (string text in new[] { "RELOADING=1\nSTATUS=naïve", "WATCHDOG=1" })
        {
            Assert.True(_socket.TryReceive(out NotifyDatagram? datagram));
            Assert.Equal((text, process.Id), (Text(datagram), datagram.Pid));
            datagram.Dispose();
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _folder.Dispose();
    }

    private static string Text(NotifyDatagram datagram) => Encoding.UTF8.GetString(datagram.Text.Span);

    private static void NeedsPythonOfSystemd()
    {
        bool has = File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/systemd");
        if (!has)
        {
            Needs.Program("python3-systemd, which Debian has a package for");
        }
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true };
        start.Environment["NOTIFY_SOCKET"] = _socket.Path;
        start.Environment["PYTHONUTF8"] = "1";
        return Process.Start(start)!;
    }

    private static void End(Process process)
    {
        Assert.True(process.WaitForExit(Wait.Limit));
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>Deals with messages as they come, until a certain one.</summary>
    private List<string> Receive(Process process, string until)
    {
        List<string> texts = [];
        using Epoll epoll = new();
        epoll.Add(_socket.Fd, Readiness.Readable, 0);
        var ready = new ReadyEvent[1];
        while (texts.Count == 0 || texts[^1] != until)
        {
            Wait.Until(() => epoll.Wait(ready, 100) == 1, "a message comes");
            while (_socket.TryReceive(out NotifyDatagram? datagram))
            {
                texts.Add(Text(datagram));
                Assert.Equal(texts[^1] == "BARRIER=1", datagram.Barrier is not null);

                // As root it tells by the pid of its parent, so that it may end before we look.
                Assert.True(datagram.Pid == process.Id || datagram.Pid == Environment.ProcessId || datagram.Pid == 77);
                datagram.Dispose();
            }
        }

        return texts;
    }
}
