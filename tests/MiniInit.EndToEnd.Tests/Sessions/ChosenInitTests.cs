using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>Which init <c>miniinitctl</c> speaks to, and whom it does not believe.</summary>
public sealed class ChosenInitTests
{
    private const int Kill = 9, User = 54331, Other = 54332;

    [Fact]
    public void From_within_a_session_that_is_a_job_each_of_both_inits_is_reached()
    {
        using var folder = new TemporaryFolder();
        using Supervised system = Supervised.With(
            new Dictionary<string, string> { ["XDG_RUNTIME_DIR"] = folder.Path, ["HOME"] = folder.Path },
            [],
            Controlled.Jobs + $$"""
                [job.desk]
                exec = ["{{Binaries.MiniInit}}", "--user", "--", "sh", "-c", "{{Asks("")}}; {{Asks("--user ")}}; {{Asks("--system ")}}; echo asked; exec sleep 1000"]
                env = { XDG_RUNTIME_DIR = "{{folder.Path}}", HOME = "{{folder.Path}}" }
                """);
        system.WaitForOutput("desk | asked\n");
        Assert.Equal(
            ["main", "main", "desk", "idle", "web", "asked"],
            system.Lines("desk").Select(line => line.Split(' ')[0]));
        Assert.Equal(0, system.Stop());
    }

    [Fact]
    public void From_outside_the_newest_session_is_reached_and_another_by_its_number()
    {
        using UserPlace place = UserPlace.OfOurselves();
        Running one = Started(place), other = Started(place);
        Assert.Equal(other.Pid, Reached(place, "--user"));
        Assert.Equal(one.Pid, Reached(place, "--session", $"{one.Pid}"));
        Assert.Equal(one.Pid, Reached(place, "--session", place.SocketOf(one)));
        other.Signal(Kill);
        _ = other.WaitForExit();
        Assert.Equal(one.Pid, Reached(place, "--user"));
        one.Signal(Kill);
        _ = one.WaitForExit();
        (int code, string output, string errors) = Ask(place, "--user", "list");
        Assert.Equal((5, ""), (code, output));
        Assert.Matches("^miniinitctl: cannot find a session of yours, user [0-9]+: MINIINIT_SESSION is not set, and ", errors);
        Assert.Contains(place.Sessions, errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_to_who_waits_for_a_command_goes_to_the_session_that_runs_it()
    {
        using UserPlace place = UserPlace.OfOurselves();
        Running one = Started(place);
        Dictionary<string, string> environment = place.Environment();
        using var ctl = Running.Start(
            Binaries.MiniInitCtl, ["--user", "run", "--wait", "--", "sh", "-c", "trap 'exit 5' TERM; echo ready; while :; do sleep 0.05; done"], environment);
        ctl.WaitForOutput("ready");
        Running newer = Started(place);
        Assert.Equal(newer.Pid, Reached(place, "--user"));
        ctl.Signal(15);
        Assert.Equal(5, ctl.WaitForExit());
        Assert.False(one.HasExited);
    }

    [Fact]
    public void Sessions_are_listed_and_what_is_left_of_killed_ones_is_removed()
    {
        using UserPlace place = UserPlace.OfOurselves();
        Running one = Started(place), other = Started(place);
        (int, string)[] both = [(one.Pid, place.SocketOf(one)), (other.Pid, place.SocketOf(other))];
        Assert.Equal(both.Order(), Listed(place).Order());
        other.Signal(Kill);
        _ = other.WaitForExit();
        Assert.Equal(4, Directory.GetFileSystemEntries(place.Sessions).Length);
        Assert.Equal(both[..1], Listed(place));
        Assert.Equal([$"{one.Pid}", $"{one.Pid}.session"], Directory.GetFileSystemEntries(place.Sessions).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Root_is_told_of_the_sessions_of_all_users_and_reaches_them()
    {
        using UserPlace place = UserPlace.OfUser(User);
        Directory.Delete(place.Runtime);
        Running session = place.Start();
        string file = $"{place.Fallback}/sessions/{session.Pid}.session";
        Wait.Until(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'), () => $"{file} is written; {session.Errors}");
        string socket = $"{place.Fallback}/sessions/{session.Pid}/control";
        Assert.Contains((session.Pid, socket), Listed(place));
        Assert.Equal(session.Pid, Reached(place, "--session", $"{session.Pid}"));
        Assert.Equal(session.Pid, Reached(place, "--session", socket));

        // What another user left behind is that user's to clean.
        session.Signal(Kill);
        _ = session.WaitForExit();
        Assert.DoesNotContain((session.Pid, socket), Listed(place));
        Assert.True(File.Exists(file));
        _ = AskAs(User, place, "list-sessions");
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void A_session_of_another_user_is_not_spoken_to()
    {
        using UserPlace place = UserPlace.OfUser(User);
        string socket = place.SocketOf(place.Start());
        (int code, _, string errors) = AskAs(Other, place, Session(socket), "list");
        Assert.Equal(5, code);
        Assert.Equal(
            $"miniinitctl: cannot reach init at {socket}, where MINIINIT_SESSION leads: you, user {Other}, may not; if that session is over: unset "
            + "MINIINIT_SESSION, or ask the system's init by --system\n",
            errors);
        Assert.Equal(0, AskAs(User, place, Session(socket), "list").Code);
    }

    [Theory]
    [InlineData("MINIINIT_SESSION", "listens there, whose session it is not")]
    [InlineData("MINIINIT_SOCKET", "listens there, who is neither root nor you nor the owner of process 1")]
    public void Who_listens_in_a_folder_of_all_is_believed_only_if_it_is_one_of_us(string variable, string cause)
    {
        using UserPlace place = UserPlace.OfUser(Other), owner = UserPlace.OfUser(User);
        using Supervised init = Supervised.Under(["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"], Controlled.Jobs);
        init.WaitForMain("web");
        string socket = init.Socket;
        if (variable == "MINIINIT_SESSION")
        {
            socket = owner.SocketOf(owner.Start("--socket", $"{socket}-of-session"));
        }

        Dictionary<string, string> environment = new() { [variable] = socket };
        Assert.Equal(0, AskAs(User, place, environment, "list").Code);
        (int code, _, string errors) = AskAs(Other, place, environment, "list");
        Assert.Equal(5, code);
        Assert.StartsWith($"miniinitctl: cannot reach init at {socket}, where {variable} leads: user {User} {cause}; ", errors);
        Assert.Equal(0, AskAs(Other, place, environment, "--socket", socket, "list").Code);
    }

    [Fact]
    public void A_session_in_a_folder_of_another_is_not_even_connected_to()
    {
        using UserPlace place = UserPlace.OfUser(User);
        string socket = place.Path("home/control");
        Assert.Equal(0, AskAs(User, place, "--offline", "start", "x").Code);
        (int code, _, string errors) = AskAs(Other, place, "--session", socket, "list");
        Assert.Equal(5, code);
        Assert.Equal(
            $"miniinitctl: cannot reach init at {socket}: it is in a folder of user {User}, and you are user {Other}; if you trust it: --socket PATH "
            + "names another socket\n",
            errors);
    }

    [Fact]
    public void What_is_imported_reaches_the_jobs_that_start_next()
    {
        using UserPlace place = UserPlace.OfOurselves();
        place.AddJob("show", """
            type = "task"
            manual = true
            script = "echo \"$SHOWN ${KEPT-none}\" > {HOME}/shown.new; mv {HOME}/shown.new {HOME}/shown"
            """);
        string socket = place.SocketOf(place.Start());
        Dictionary<string, string> environment = new() { ["MINIINIT_SESSION"] = socket, ["SHOWN"] = "a  b", ["KEPT"] = "here", ["OLDPWD"] = "/was" };
        Assert.Equal((0, "", ""), AskWith(place, environment, "import-environment", "SHOWN"));
        Assert.Equal(0, AskWith(place, environment, "start", "show").Code);
        Assert.Equal("a  b none\n", place.WaitForFile("home/shown"));
        Assert.Equal((0, "", ""), AskWith(place, environment, "import-environment"));
        (int code, string output, _) = AskWith(place, environment, "list-env");
        Assert.Equal(0, code);
        Assert.Contains("KEPT=here\n", output);
        Assert.DoesNotContain("OLDPWD=/was", output);
    }

    [Fact]
    public void The_systems_init_imports_only_when_it_is_meant()
    {
        using UserPlace place = UserPlace.OfOurselves();
        using Supervised init = Supervised.AsSubreaper(Controlled.Jobs);
        init.WaitForMain("web");
        Dictionary<string, string> environment = new() { ["MINIINIT_SOCKET"] = init.Socket, ["SHOWN"] = "1" };
        (int code, _, string errors) = AskWith(place, environment, "import-environment", "SHOWN");
        Assert.Equal(1, code);
        Assert.StartsWith("miniinitctl: cannot import the environment: this is no session's init, ", errors);
        Assert.Equal(1, AskWith(place, environment, "get-env", "SHOWN").Code);
        Assert.Equal((0, "", ""), AskWith(place, environment, "--system", "import-environment", "SHOWN"));
        Assert.Equal((0, "1\n", ""), AskWith(place, environment, "get-env", "SHOWN"));
    }

    private static string Asks(string options) => $"{Binaries.MiniInitCtl} {options}list";

    private static Dictionary<string, string> Session(string socket) => new() { ["MINIINIT_SESSION"] = socket };

    /// <summary>Starts a session, and waits until it has told of itself.</summary>
    private static Running Started(UserPlace place)
    {
        Running session = place.Start();
        _ = place.SocketOf(session);
        return session;
    }

    private static int Reached(UserPlace place, params string[] options)
    {
        (int code, string output, string errors) = Ask(place, [.. options, "version", "--json"]);
        Assert.Equal((0, ""), (code, errors));
        return JsonDocument.Parse(output).RootElement.GetProperty("pid").GetInt32();
    }

    private static (int Pid, string Socket)[] Listed(UserPlace place)
    {
        (int code, string output, string errors) = Ask(place, "list-sessions");
        Assert.Equal((0, ""), (code, errors));
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" unix:path="))
                .Select(parts => (int.Parse(parts[0]), parts[1]))
                .Where(one => one.Item2.StartsWith(place.Sessions, StringComparison.Ordinal)
                    || (place.Fallback is string fallback && one.Item2.StartsWith(fallback, StringComparison.Ordinal))),
        ];
    }

    private static (int Code, string Output, string Errors) Ask(UserPlace place, params string[] arguments) =>
        AskWith(place, [], arguments);

    private static (int Code, string Output, string Errors) AskWith(
        UserPlace place, Dictionary<string, string> variables, params string[] arguments) =>
        Running.Run(Binaries.MiniInitCtl, arguments, place.Environment(variables));

    private static (int Code, string Output, string Errors) AskAs(int user, UserPlace place, params string[] arguments) =>
        AskAs(user, place, new Dictionary<string, string>(), arguments);

    private static (int Code, string Output, string Errors) AskAs(
        int user, UserPlace place, Dictionary<string, string> variables, params string[] arguments) => Running.Run(
            "setpriv",
            [$"--reuid={user}", $"--regid={user}", "--clear-groups", Binaries.MiniInitCtl, .. arguments],
            place.Environment(variables));
}
