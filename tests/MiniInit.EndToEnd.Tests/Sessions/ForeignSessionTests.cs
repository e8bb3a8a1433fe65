using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>What other users can have root's <c>miniinitctl</c> believe, and how long they can hold it up.</summary>
public sealed class ForeignSessionTests
{
    private const int User = 54361, Other = 54362;

    /// <summary>More than the kernel gives out.</summary>
    private const int Number = 1_999_999_998;

    [Fact]
    public void Root_does_not_speak_to_the_session_that_a_variable_of_a_user_names()
    {
        using UserPlace place = UserPlace.OfUser(User);
        string socket = place.SocketOf(place.Start());
        (int code, _, string errors) = Ask(place, Leading("MINIINIT_SESSION", socket), "list");
        Assert.Equal(5, code);
        Assert.Equal(
            $"miniinitctl: cannot reach init at {socket}, where MINIINIT_SESSION leads: it is in a folder of user {User}, and you are user 0; "
                + "if that session is over: unset MINIINIT_SESSION, or ask the system's init by --system\n",
            errors);

        // It may be meant, all the same.
        Assert.Equal(0, Ask(place, [], "--session", socket, "list").Code);
        Assert.Equal(0, Ask(place, [], "--socket", socket, "list").Code);
    }

    [Fact]
    public void Nor_to_one_of_a_user_in_a_folder_of_its_own()
    {
        using UserPlace place = UserPlace.OfUser(User);
        string folder = Directory.CreateDirectory(place.Path("of-root")).FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b001_111_111_111);
        Running session = place.Start("--socket", $"{folder}/control");
        string socket = place.SocketOf(session);
        Assert.Equal($"{folder}/control", socket);
        (int code, _, string errors) = Ask(place, Leading("MINIINIT_SESSION", socket), "list");
        Assert.Equal(5, code);
        Assert.Contains($"where MINIINIT_SESSION leads: user {User} listens there, whose session it is not; ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_a_user_does_not_lead_root_to_a_session_of_another()
    {
        using UserPlace own = UserPlace.OfOurselves(), place = UserPlace.OfUser(User);
        string socket = own.SocketOf(own.Start());
        Tell(place, Number, socket);
        Assert.Equal(0, Ask(own, [], "--session", socket, "list").Code);
        (int code, _, string errors) = Ask(own, [], "--session", $"{Number}", "list");
        Assert.Equal(5, code);
        Assert.StartsWith($"miniinitctl: cannot find session {Number}: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Number}", Ask(own, [], "list-sessions").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MINIINIT_SOCKET")]
    [InlineData("MINIINIT_SYSTEM_SOCKET")]
    public void A_variable_does_not_lead_root_to_the_init_of_a_user(string variable)
    {
        using UserPlace place = UserPlace.OfUser(User);
        using Supervised init = Supervised.Under(["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"], Controlled.Jobs);
        init.WaitForMain("web");
        (int code, _, string errors) = Ask(place, Leading(variable, init.Socket), "--system", "list");
        Assert.Equal(5, code);
        Assert.Equal(
            $"miniinitctl: cannot reach init at {init.Socket}, where {variable} leads: user {User} listens there, who is neither root nor you nor "
                + $"the owner of process 1; if {variable} is theirs, as after sudo -E or su: unset it; if you trust them: --socket {init.Socket}\n",
            errors);
        Assert.Equal(0, Ask(place, [], "--socket", init.Socket, "list").Code);
    }

    [Fact]
    public void In_a_container_of_a_user_root_reaches_that_users_init()
    {
        using UserPlace place = UserPlace.OfOurselves();
        using Supervised init = Supervised.Under(
            [.. Running.Namespace, "setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups"], Controlled.Jobs);
        init.WaitForMain("web");
        (int code, _, string errors) = Running.Run(
            "nsenter",
            ["--target", $"{init.Pid}", "--pid", "--mount", Binaries.MiniInitCtl, "status", "web"],
            place.Environment(Leading("MINIINIT_SOCKET", init.Socket)));
        Assert.Equal((0, ""), (code, errors));
    }

    [Fact]
    public void Who_listens_and_answers_nobody_does_not_hold_root_up()
    {
        using UserPlace place = UserPlace.OfUser(User), hostile = UserPlace.OfUser(Other);
        Directory.Delete(place.Runtime);
        Running session = place.Start();
        string file = $"{place.Fallback}/sessions/{session.Pid}.session";
        Wait.Until(() => File.Exists(file) && File.ReadAllText(file).EndsWith('\n'), () => $"{file} is written; {session.Errors}");
        using Socket full = Full(hostile.Path("full"), out Socket waiting);
        using Socket first = waiting;
        for (int i = 0; i < 100; i++)
        {
            Tell(hostile, Number - i, hostile.Path("full"));
        }

        Tell(hostile, session.Pid, hostile.Path("full"));

        // Each of them alone would be waited for for longer than the test may take.
        (int code, string output, string errors) = Ask(place, [], "list-sessions");
        Assert.Equal(0, code);
        Assert.Contains($"{session.Pid} unix:path={place.Fallback}/sessions/{session.Pid}/control\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain(hostile.Path("full"), output, StringComparison.Ordinal);
        Assert.Equal(
            $"miniinitctl: sessions of {hostile.Fallback}/sessions may be missing: who listens there takes too long\n", errors);
        Assert.Equal(session.Pid, Reached(place, $"{session.Pid}"));
    }

    [Fact]
    public void Of_sessions_of_one_number_roots_own_is_meant_and_else_none()
    {
        using UserPlace place = UserPlace.OfUser(User), other = UserPlace.OfUser(Other), own = UserPlace.OfOurselves();
        List<Running> sessions = [];
        try
        {
            foreach (UserPlace one in (UserPlace[])[place, other])
            {
                Directory.Delete(one.Runtime);
                sessions.Add(one.StartAsPid1());
                Wait.Until(() => File.Exists($"{one.Fallback}/sessions/1.session"), () => sessions[^1].Errors);
            }

            string[] sockets = [$"{place.Fallback}/sessions/1/control", $"{other.Fallback}/sessions/1/control"];
            Wait.Until(() => Ask(own, [], "--session", sockets[0], "list").Code + Ask(own, [], "--session", sockets[1], "list").Code == 0, "both answer");
            (int code, _, string errors) = Ask(own, [], "--session", "1", "list");
            Assert.Equal(5, code);
            Assert.StartsWith("miniinitctl: cannot tell which session 1 is meant, for there are several: ", errors, StringComparison.Ordinal);
            Assert.Contains($"{sockets[0]} of user {User}", errors, StringComparison.Ordinal);
            Assert.Contains($"{sockets[1]} of user {Other}", errors, StringComparison.Ordinal);
            Assert.EndsWith("; --session PATH names one\n", errors, StringComparison.Ordinal);

            sessions.Add(own.StartAsPid1());
            Wait.Until(() => File.Exists($"{own.Sessions}/1.session"), () => sessions[^1].Errors);
            Wait.Until(() => Ask(own, [], "--session", "1", "set-env", "WHOSE=root").Code == 0, "root's own answers");
            Assert.Equal("root\n", Ask(own, [], "--session", $"{own.Sessions}/1/control", "get-env", "WHOSE").Output);
        }
        finally
        {
            sessions.ForEach(session => session.Dispose());
        }
    }

    private static Dictionary<string, string> Leading(string variable, string socket) => new() { [variable] = socket };

    private static (int Code, string Output, string Errors) Ask(
        UserPlace place, Dictionary<string, string> variables, params string[] arguments) =>
        Running.Run(Binaries.MiniInitCtl, arguments, place.Environment(variables));

    private static int Reached(UserPlace place, string session)
    {
        (int code, string output, string errors) = Ask(place, [], "--session", session, "version", "--json");
        Assert.Equal((0, ""), (code, errors));
        return JsonDocument.Parse(output).RootElement.GetProperty("pid").GetInt32();
    }

    /// <summary>Writes the file of a session as its user may.</summary>
    private static void Tell(UserPlace place, int number, string socket)
    {
        string sessions = $"{place.Fallback}/sessions";
        _ = Directory.CreateDirectory(sessions);
        string name = $"{sessions}/{number.ToString(CultureInfo.InvariantCulture)}.session";
        File.WriteAllText(name, $"MINIINIT_SESSION={socket}\n");
        string user = place.Fallback![(place.Fallback!.LastIndexOf('-') + 1)..];
        (int code, _, string errors) = Running.Run("chown", ["-R", $"{user}:{user}", place.Fallback]);
        Assert.Equal((0, ""), (code, errors));
    }

    /// <summary>Listens where no more connections may wait.</summary>
    private static Socket Full(string path, out Socket waiting)
    {
        Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(0);
        File.SetUnixFileMode(path, (UnixFileMode)0b110_110_110);
        waiting = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        waiting.Connect(new UnixDomainSocketEndPoint(path));
        using Socket next = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { Blocking = false };
        SocketException refused = Assert.Throws<SocketException>(() => next.Connect(new UnixDomainSocketEndPoint(path)));
        Assert.Equal(SocketError.WouldBlock, refused.SocketErrorCode);
        return listener;
    }
}
