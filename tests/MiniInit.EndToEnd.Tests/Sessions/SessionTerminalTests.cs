using System.Collections.Generic;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>What people run on a terminal, as the command of a session or in it.</summary>
public sealed class SessionTerminalTests
{
    private const string ControlC = "\x03", ControlZ = "\x1a";

    [Fact]
    public void Su_as_its_command_has_the_terminal_and_its_shell_does_job_control()
    {
        Needs.Root();
        Needs.Program("bash");
        Needs.Program("su");
        using UserPlace place = UserPlace.OfOurselves();
        using var terminal = Pty.Open();
        using Running session = Start(terminal, place, "su", "-s", "/bin/bash", "nobody", "--", "--norc", "-i");
        UseShell(terminal, session, "id -un; echo", "nobody");
        terminal.Type("exit 4\n");
        Assert.Equal(4, session.WaitForExit());
    }

    [Theory]
    [InlineData("su", "su -s /bin/bash nobody -- --norc -i")]
    [InlineData("sudo", "sudo -u nobody PS1='> ' bash --norc -i")]
    public void Another_user_in_it_has_the_terminal_too_and_gives_it_back(string program, string command)
    {
        Needs.Root();
        Needs.Program("bash");
        Assert.SkipWhen(Needs.Find(program) is null, $"needs the program {program}");
        using UserPlace place = UserPlace.OfOurselves();
        using var terminal = Pty.Open();
        using Running session = Start(terminal, place, "bash", "--norc", "-i");
        terminal.BePlain();
        _ = terminal.ReadUntil("> ");
        terminal.Type($"{command}\n");
        UseShell(terminal, session, "id -un; echo", "nobody");
        terminal.Type("exit 4\n");
        _ = terminal.ReadUntil("> ");
        terminal.Type("echo code $?\n");
        _ = terminal.ReadUntil("code 4");
        terminal.Type("exit 5\n");
        Assert.Equal(5, session.WaitForExit());
    }

    [Fact]
    public void Tmux_as_its_command_leaves_no_server_behind()
    {
        Needs.Program("tmux");
        using UserPlace place = UserPlace.OfOurselves();
        Dictionary<string, string> variables = new() { ["TMUX_TMPDIR"] = place.Home, ["TERM"] = "xterm", ["SHELL"] = "/bin/sh", ["PS1"] = "in> " };
        using var terminal = Pty.Open();
        using Running session = terminal.Start(
            [Binaries.MiniInit, "--user", "--", "tmux", "-L", "x", "-f", "/dev/null", "new-session", "sh"], place.Environment(variables));
        terminal.Resize(24, 80);
        _ = terminal.ReadUntil("in> ");
        terminal.Type("echo $((6*7))\r");
        _ = terminal.ReadUntil("42");
        (int code, string server, string errors) = Running.Run(
            "tmux", ["-L", "x", "display-message", "-p", "#{pid}"], place.Environment(variables));
        Assert.Equal((0, ""), (code, errors));
        int pid = int.Parse(server);
        Assert.Equal(session.Pid, Proc.Stat(pid)?.Parent);

        // Who detaches ends the session, and with it the server.
        terminal.Type("\x02" + "d");
        Assert.Equal(0, session.WaitForExit());
        Assert.False(Proc.Lives(pid));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Orphans_are_its_own_unless_they_are_to_pass_on(bool isSubreaper)
    {
        using UserPlace place = UserPlace.OfOurselves();
        System.IO.File.WriteAllText(place.Path("home/.config/miniinit/miniinit.toml"), $"[init]\nsubreaper = {(isSubreaper ? "true" : "false")}\n");

        // The one above is a subreaper, as an init that runs a command is.
        using Running above = Running.Start(
            Binaries.MiniInit,
            ["--", Binaries.MiniInit, "--user", "--", "sh", "-c", $"(sleep 1000 & echo $! > {place.Path("orphan")}); echo $PPID > {place.Path("session")}; cat"],
            place.Environment());
        int session = int.Parse(place.WaitForFile("session"));
        int orphan = int.Parse(place.WaitForFile("orphan"));
        Assert.Equal(above.Pid, Proc.Stat(session)?.Parent);
        try
        {
            Assert.Equal(isSubreaper ? session : above.Pid, Proc.Stat(orphan)?.Parent);
            above.CloseInput();
            Assert.Equal(0, above.WaitForExit());
        }
        finally
        {
            // Passed on, it is nobody's whom its end would end.
            Proc.Signal(orphan, Supervise.Signals.Kill);
        }
    }

    private static Running Start(Pty terminal, UserPlace place, params string[] command) => terminal.Start(
        [Binaries.MiniInit, "--user", "--", .. command], place.Environment(new Dictionary<string, string> { ["PS1"] = "> " }));

    /// <summary>Has a shell on a terminal start, stop, continue and interrupt something.</summary>
    private static void UseShell(Pty terminal, Running session, string question, string answer)
    {
        terminal.BePlain();
        _ = terminal.ReadUntil("> ");
        terminal.Type($"{question} said\n");
        _ = terminal.ReadUntil(answer);
        _ = terminal.ReadUntil("said");
        _ = terminal.ReadUntil("> ");
        terminal.Type("sleep 1000\n");
        WaitForSleep(terminal, session);
        terminal.Type(ControlZ);
        _ = terminal.ReadUntil("Stopped");
        _ = terminal.ReadUntil("> ");
        terminal.Type("fg\n");
        WaitForSleep(terminal, session);
        terminal.Type(ControlC);
        _ = terminal.ReadUntil("> ");
        Assert.DoesNotContain("no job control", terminal.Output);
    }

    /// <summary>Of its own terminal, which is another one where sudo makes one (use_pty).</summary>
    private static void WaitForSleep(Pty terminal, Running session) => Wait.Until(
        () => Proc.All().Any(pid => Proc.CommandLine(pid) == "sleep 1000 " && Proc.IsBelow(pid, session.Pid) && Proc.IsInForeground(pid)),
        () => $"it is in the foreground: {terminal.Output}");
}
