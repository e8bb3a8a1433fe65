using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>The init of a user's session: <c>miniinit --user</c>.</summary>
public sealed class UserSessionTests
{
    private const int Term = 15;
    private const UnixFileMode Private = (UnixFileMode)0b111_000_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_has_a_folder_that_nobody_else_may_enter_and_a_file_that_tells_of_it(bool isNobody)
    {
        using UserPlace place = UserPlace.Of(isNobody);
        Running session = place.Start();
        string socket = place.SocketOf(session);
        Assert.Equal($"{place.Sessions}/{session.Pid}/control", socket);
        Assert.Equal(Private, File.GetUnixFileMode(place.Sessions));
        Assert.Equal(Private, File.GetUnixFileMode(Path.GetDirectoryName(socket)!));
        Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode($"{place.Sessions}/{session.Pid}.session"));
        using (VarlinkClient client = VarlinkClient.Connect(socket))
        {
            Assert.Equal("user", client.Ask("GetVersion").Text("mode"));
        }

        session.Signal(Term);
        Assert.Equal(0, session.WaitForExit());
        Assert.Empty(Directory.GetFileSystemEntries(place.Sessions));
    }

    [Fact]
    public void Strangers_cannot_even_connect()
    {
        using UserPlace place = UserPlace.OfNobody();
        string socket = place.SocketOf(place.Start());
        const int AccessDenied = 13;
        Assert.Equal(AccessDenied, UnixClient.TryConnect(socket, Identity.Stranger, out _));
    }

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("true", 0)]
    public void The_end_of_its_command_ends_it_with_the_commands_code(string script, int code)
    {
        using UserPlace place = UserPlace.OfOurselves();
        place.AddJob("beside", """exec = ["sleep", "1000"]""");
        Assert.Equal(code, place.Run("--", "sh", "-c", script).Code);
        Assert.Empty(Directory.GetFileSystemEntries(place.Sessions));
    }

    [Theory]
    [InlineData("exit")]
    [InlineData("shutdown")]
    [InlineData("logout")]
    public void Its_end_is_an_event_that_tasks_may_follow_and_what_it_starts_is_ended_too(string type)
    {
        using UserPlace place = UserPlace.OfOurselves();
        place.AddJob("save", """
            type = "task"
            start-on = "session-end"
            script = "echo $TYPE > {HOME}/type"
            """);
        place.AddJob("late", """
            start-on = "session-end"
            script = "echo $$ > {HOME}/late.new; mv {HOME}/late.new {HOME}/late; exec sleep 1000"
            """);
        place.AddJob("beside", """exec = ["sleep", "1000"]""");
        Running session = type == "exit" ? place.Start("--", "cat") : place.Start();
        string socket = place.SocketOf(session);
        switch (type)
        {
            case "exit":
                session.CloseInput();
                break;
            case "shutdown":
                session.Signal(Term);
                break;
            default:
                using (VarlinkClient client = VarlinkClient.Connect(socket))
                {
                    _ = client.Ask("Shutdown");
                }

                break;
        }

        Assert.Equal(0, session.WaitForExit());
        Assert.Equal($"{type}\n", place.WaitForFile("home/type"));
        if (File.Exists(place.Path("home/late")))
        {
            Assert.False(Proc.Lives(int.Parse(place.WaitForFile("home/late"))));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_runs_in_it_has_its_environment_its_folder_and_its_umask(bool isNobody)
    {
        using UserPlace place = UserPlace.Of(isNobody);
        place.AddJob("show", """
            type = "task"
            script = "{ env; echo cwd=$PWD; echo umask=$(umask); } > {HOME}/shown.new; echo >> {HOME}/shown.new; mv {HOME}/shown.new {HOME}/shown"
            """);
        Running session = place.Start(new Dictionary<string, string> { ["FRUIT"] = "apple", ["NOTIFY_SOCKET"] = "/not/for/jobs" });
        string socket = place.SocketOf(session);
        string[] lines = place.WaitForFile("home/shown").Split('\n');
        Assert.Contains("FRUIT=apple", lines);
        Assert.Contains($"MINIINIT_SESSION={socket}", lines);
        Assert.Contains($"MINIINIT_SOCKET={socket}", lines);
        Assert.Contains($"cwd={Environment.CurrentDirectory}", lines);
        Assert.DoesNotContain(lines, line => line.StartsWith("NOTIFY_SOCKET=", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("MINIINIT_SYSTEM_SOCKET=", StringComparison.Ordinal));
        (_, string umask, _) = Running.Run("sh", ["-c", "umask"]);
        Assert.Contains($"umask={umask.Trim()}", lines);
    }

    [Fact]
    public void It_may_be_told_to_pass_on_no_environment()
    {
        using UserPlace place = UserPlace.OfOurselves();
        (int code, string output, _) = place.Run("--no-inherit-env", "--", "env");
        Assert.Equal(0, code);
        Assert.Equal(
            ["PATH", "TERM"],
            output.Split('\n')[..^1].Select(line => line[..line.IndexOf('=')])
                .Where(name => !name.StartsWith("MINIINIT_", StringComparison.Ordinal) && !name.StartsWith("UPSTART_", StringComparison.Ordinal))
                .Append("TERM").Distinct().Order());
    }

    [Fact]
    public void As_a_job_of_the_systems_init_it_says_how_that_is_reached()
    {
        using UserPlace place = UserPlace.OfOurselves();
        Running session = place.Start(
            new Dictionary<string, string> { ["MINIINIT_JOB"] = "session", ["MINIINIT_SOCKET"] = "/run/the/systems" },
            "--", "sh", "-c", "echo $MINIINIT_SYSTEM_SOCKET");
        Assert.Equal(0, session.WaitForExit());
        Assert.Equal("/run/the/systems\n", session.Output);
    }

    [Fact]
    public void Two_of_one_user_do_not_know_of_each_other()
    {
        using UserPlace place = UserPlace.OfOurselves();
        place.AddJob("beside", """exec = ["sleep", "1000"]""");
        Running one = place.Start();
        Running other = place.Start();
        int[] mains = [.. new[] { one, other }.Select(session => MainOf(place.SocketOf(session)))];
        Assert.NotEqual(mains[0], mains[1]);
        one.Signal(Term);
        Assert.Equal(0, one.WaitForExit());
        Assert.Equal(mains[1], MainOf(place.SocketOf(other)));
        Assert.True(Proc.Lives(mains[1]));
    }

    [Fact]
    public void It_adopts_what_loses_its_parent_and_takes_it_along()
    {
        using UserPlace place = UserPlace.OfOurselves();
        string script = "(setsid sh -c 'echo $$ > {HOME}/daemon.new; mv {HOME}/daemon.new {HOME}/daemon; exec sleep 1000' &); cat"
            .Replace("{HOME}", place.Home, StringComparison.Ordinal);
        Running session = place.Start("--", "sh", "-c", script);
        int daemon = int.Parse(place.WaitForFile("home/daemon"));
        Wait.Until(() => Proc.Stat(daemon)?.Parent == session.Pid, "it is the session's");
        session.CloseInput();
        Assert.Equal(0, session.WaitForExit());
        Assert.False(Proc.Lives(daemon));
    }

    [Fact]
    public void It_keeps_logs_in_the_users_folder()
    {
        using UserPlace place = UserPlace.OfNobody();
        place.AddJob("say", """
            type = "task"
            exec = ["echo", "hello"]
            """);
        _ = place.Start();
        Assert.Equal("hello\n", place.WaitForFile("home/.local/state/miniinit/log/say.log"));
    }

    [Fact]
    public void A_runtime_folder_of_another_is_not_used()
    {
        const int User = 54321;
        using UserPlace place = UserPlace.OfUser(User);
        (int code, _, string errors) = Running.Run("sh", ["-c", "chown 0 \"$1\"; chmod 755 \"$1\"", "sh", place.Runtime]);
        Assert.Equal((0, ""), (code, errors));
        Running session = place.Start("--", "sh", "-c", "echo $MINIINIT_SESSION");
        Assert.Equal(0, session.WaitForExit());
        Assert.Equal($"/tmp/miniinit-{User}/sessions/{session.Pid}/control\n", session.Output);
        Assert.Contains(
            $"warn: cannot make the session's folder in XDG_RUNTIME_DIR: {place.Runtime}: it belongs to user 0, and we are user {User}",
            session.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(place.Runtime));
    }

    [Theory]
    [InlineData("run/miniinit", 54322)]
    [InlineData("run/miniinit/sessions", 54323)]
    public void A_link_on_the_way_to_its_folder_is_not_followed(string link, int user)
    {
        using UserPlace place = UserPlace.OfUser(user);
        _ = Directory.CreateDirectory(place.Path("elsewhere"));
        _ = Directory.CreateDirectory(Path.GetDirectoryName(place.Path(link))!);
        _ = File.CreateSymbolicLink(place.Path(link), place.Path("elsewhere"));
        (int changed, _, _) = Running.Run("chown", ["-Rh", $"{user}", place.Runtime, place.Path("elsewhere")]);
        Assert.Equal(0, changed);
        (int code, _, string errors) = place.Run("--", "true");
        Assert.Equal(0, code);
        Assert.Contains($"warn: cannot make the session's folder in XDG_RUNTIME_DIR: {place.Path(link)}: ", errors);
        Assert.Empty(Directory.GetFileSystemEntries(place.Path("elsewhere")));
    }

    [Fact]
    public void Folders_that_others_may_write_to_are_closed()
    {
        using UserPlace place = UserPlace.OfOurselves();
        _ = Directory.CreateDirectory(place.Sessions);
        File.SetUnixFileMode(place.Sessions, (UnixFileMode)0b111_111_111);
        _ = place.SocketOf(place.Start());
        Assert.Equal(Private, File.GetUnixFileMode(place.Sessions));
    }

    [Fact]
    public void Its_command_has_the_terminal_as_from_a_login()
    {
        Needs.Program("bash");
        using UserPlace place = UserPlace.OfOurselves();
        using var terminal = Pty.Open();
        using Running session = terminal.Start(
            [Binaries.MiniInit, "--user", "--", "bash", "--norc", "-i"],
            place.Environment(new Dictionary<string, string> { ["PS1"] = "> " }));
        terminal.BePlain();
        _ = terminal.ReadUntil("> ");
        terminal.Type("sleep 1000\n");
        Wait.Until(() => Proc.CommandLine(terminal.ForegroundGroup) == "sleep 1000 ", "the shell does job control");
        terminal.Type("\x1a");
        _ = terminal.ReadUntil("> ");
        terminal.Type("kill %1; wait; echo done; stty size\n");
        _ = terminal.ReadUntil("done");
        terminal.Type("exit 5\n");
        Assert.Equal(5, session.WaitForExit());
        Assert.DoesNotContain("no job control", terminal.Output);
    }

    [Fact]
    public void Typed_into_a_shell_its_command_is_lent_the_shells_terminal()
    {
        Needs.Program("bash");
        using UserPlace place = UserPlace.OfOurselves();
        using var terminal = Pty.Open();
        using Running shell = terminal.Start(
            ["bash", "--norc", "-i"], place.Environment(new Dictionary<string, string> { ["PS1"] = "outer> " }));
        terminal.BePlain();
        _ = terminal.ReadUntil("outer> ");
        terminal.Type($"PS1='inner> ' {Binaries.MiniInit} --user -- bash --norc -i\n");
        _ = terminal.ReadUntil("inner> ");
        terminal.Type("sleep 1000\n");
        Wait.Until(() => Proc.CommandLine(terminal.ForegroundGroup) == "sleep 1000 ", "the inner shell does job control");
        terminal.Type("\x03");
        _ = terminal.ReadUntil("inner> ");
        terminal.Type("exit 3\n");
        _ = terminal.ReadUntil("outer> ");
        Wait.Until(() => terminal.ForegroundGroup == shell.Pid, "the outer shell has its terminal again");
        terminal.Type("echo code $?\n");
        _ = terminal.ReadUntil("code 3");
        Assert.DoesNotContain("no job control", terminal.Output);
        terminal.Type("exit\n");
        _ = shell.WaitForExit();
    }

    private static int MainOf(string socket)
    {
        using VarlinkClient client = VarlinkClient.Connect(socket);
        int main = 0;
        Wait.Until(
            () => client.Ask("Status", "{'job':'beside'}").Find("statuses.0.instance.mainPid") is { } pid && (main = pid.GetInt32()) > 0,
            "it runs");
        return main;
    }
}
