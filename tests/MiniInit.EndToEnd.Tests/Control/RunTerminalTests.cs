using System;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary><c>miniinitctl run --pty</c> on a terminal.</summary>
public sealed class RunTerminalTests : IDisposable
{
    private readonly Supervised _init = Supervised.AsPid1(Controlled.Jobs);
    private readonly Pty _pty = Pty.Open();

    /// <summary>miniinitctl does not wait for a socket.</summary>
    public RunTerminalTests() => _init.Connect().Dispose();

    [Fact]
    public void The_command_has_a_terminal_of_its_own_of_our_size_and_ours_is_as_before_then()
    {
        _pty.Resize(33, 44);
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'tty; stty size; ps -o tty= -p $$; read line; echo got $line; exit 4'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        string shown = _pty.ReadUntil("33 44\r\n");
        Assert.Contains("/dev/pts/", shown);
        Assert.DoesNotContain(_pty.SlavePath + "\r", shown);
        _pty.Type("typed\r");
        _pty.ReadUntil("got typed\r\n");
        _pty.ReadUntil("code 4\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void Interrupts_and_sizes_reach_it()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"{Ctl} sh -c 'trap \"stty size\" WINCH; trap \"echo interrupted; exit 6\" INT; echo ready; while :; do sleep 0.05; done'; echo code $?");
        _pty.ReadUntil("ready\r\n");
        _pty.Resize(21, 43);
        _pty.ReadUntil("21 43\r\n");
        _pty.Type("\x03");
        _pty.ReadUntil("interrupted\r\n");
        _pty.ReadUntil("code 6\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void A_term_is_for_the_command_and_the_terminal_is_as_before()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'echo ready; exec sleep 1000'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r\n");
        int pid = _init.WaitForMain("run-1");
        Proc.Signal(Client(shell), Signals.Term);
        _pty.ReadUntil($"code {128 + 15}\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
        Wait.Until(() => !Proc.Lives(pid), "the command is gone");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(27)]
    [InlineData(29)]
    [InlineData(30)]
    [InlineData(31)]
    [InlineData(40)]
    [InlineData(64)]
    public void What_ends_us_leaves_the_terminal_as_before_and_hangs_up(int signal)
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'echo ready; exec sleep 1000'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r\n");
        int pid = _init.WaitForMain("run-1");
        Proc.Signal(Client(shell), signal);
        _pty.ReadUntil($"code {128 + signal}\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
        _init.Until(() => !Proc.Lives(pid), "the command is gone");
    }

    [Fact]
    public void A_quit_is_for_the_command()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Ctl} sh -c 'trap \"exit 7\" QUIT; echo ready; while :; do sleep 0.05; done'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r\n");
        Proc.Signal(Client(shell), 3);
        _pty.ReadUntil("code 7\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
    }

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(22)]
    public void A_stop_gives_the_terminal_back_until_we_are_continued(int signal)
    {
        // A shell with jobs, which has the terminal while its job is stopped.
        using Running shell = _pty.Start(
            "sh", "-c", $"set -m; before=$(stty -g); {Ctl} sh -c 'echo ready; read line; echo got $line'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored; fg; echo code $?; [ \"$before\" = \"$(stty -g)\" ] && echo again");
        _pty.ReadUntil("ready\r\n");
        int client = Client(shell);
        Proc.Signal(client, signal);
        _pty.ReadUntil($"code {128 + 20}\r\n");
        _pty.ReadUntil("restored\r\n");
        Wait.Until(() => _pty.ForegroundGroup == Proc.Stat(client)!.Value.Group, "it is in the foreground again");
        _pty.Type("typed\r");
        _pty.ReadUntil("got typed\r\n");
        _pty.ReadUntil("code 0\r\n");
        _pty.ReadUntil("again\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void In_the_background_the_terminal_stays_as_it_is_until_we_have_it()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"set -m; before=$(stty -g); {Ctl} sh -c 'echo ready; read line; echo got $line' & read go; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo untouched; fg; echo code $?; [ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r");
        _pty.Type("go\r");
        _pty.ReadUntil("untouched\r\n");
        int client = Client(shell);
        Wait.Until(() => _pty.ForegroundGroup == Proc.Stat(client)!.Value.Group, "it is in the foreground");
        _pty.Type("typed\r");
        _pty.ReadUntil("got typed\r\n");
        _pty.ReadUntil("code 0\r\n");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
    }

    [Fact]
    public void When_nobody_reads_any_more_the_terminal_is_as_before()
    {
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {{ {Ctl} sh -c 'echo ready; while :; do echo more; sleep 0.05; done'; }} | head -n 1; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("restored\r\n");
        shell.WaitForExit();
        _init.Until(() => _init.Main("run-1") == 0, "the command is gone");
    }

    [Fact]
    public void An_init_that_does_not_answer_does_not_keep_us_from_ending()
    {
        using var init = Supervised.AsSubreaper(Controlled.Jobs);
        init.Connect().Dispose();
        using Running shell = _pty.Start(
            "sh", "-c", $"before=$(stty -g); {Binaries.MiniInitCtl} --socket {init.Socket} run --pty -- sh -c 'echo ready; exec sleep 1000'; echo code $?; "
                + "[ \"$before\" = \"$(stty -g)\" ] && echo restored");
        _pty.ReadUntil("ready\r\n");
        init.Signal(Signals.Stop);
        try
        {
            // Far less than the 30 s that an answer may take.
            var clock = System.Diagnostics.Stopwatch.StartNew();
            int client = Client(shell);
            Proc.Signal(client, Signals.Term);
            Proc.Signal(client, 10);
            _pty.ReadUntil($"code {128 + 10}\r\n");
            _pty.ReadUntil("restored\r\n");
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
        }
        finally
        {
            init.Signal(Signals.Cont);
        }

        shell.WaitForExit();
        init.AssertAnswers();
    }

    [Fact]
    public void When_we_are_gone_it_is_hung_up_on()
    {
        using Running ctl = _pty.Start(Binaries.MiniInitCtl, "--socket", _init.Socket, "run", "--pty", "--", "sleep", "1000");
        int pid = _init.WaitForMain("run-1");
        ctl.Signal(Signals.Kill);
        ctl.WaitForExit();
        _init.Until(() => !Proc.Lives(pid), "the command is gone");
        _init.AssertAnswers();
    }

    public void Dispose()
    {
        _pty.Dispose();
        _init.Dispose();
    }

    private static int Client(Running shell)
    {
        int client = 0;
        Wait.Until(
            () => (client = shell.Descendants().FirstOrDefault(
                one => Proc.CommandLine(one).StartsWith(Binaries.MiniInitCtl, StringComparison.Ordinal))) != 0,
            "miniinitctl runs");
        return client;
    }

    private string Ctl => $"{Binaries.MiniInitCtl} --socket {_init.Socket} run --pty --";
}
