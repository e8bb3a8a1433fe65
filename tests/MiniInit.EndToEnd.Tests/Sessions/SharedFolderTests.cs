using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>Sessions of one user that share folders, as in two containers that are given the same.</summary>
public sealed class SharedFolderTests
{
    private const int User = 54351;

    [Fact]
    public void Two_that_are_process_1_of_their_namespaces_do_not_take_each_others_files()
    {
        using UserPlace place = UserPlace.OfUser(User);
        using Running one = place.StartAsPid1();
        string first = $"{place.Sessions}/1", second = $"{place.Fallback}/sessions/1";
        WaitForFile(one, $"{first}.session");
        using Running other = place.StartAsPid1();
        WaitForFile(other, $"{second}.session");
        other.WaitForErrors(
            $"warn: cannot make the session's folder in XDG_RUNTIME_DIR: {first}: a session in another PID namespace has it");

        // Of neither there is a process of that number here.
        Assert.Equal(new[] { $"1 unix:path={first}/control", $"1 unix:path={second}/control" }.Order(), List(place).Order());
        other.Signal(Signals.Term);
        Assert.Equal(0, other.WaitForExit());
        Assert.Equal([$"1 unix:path={first}/control"], List(place));
        Assert.True(File.Exists($"{first}.session"));
        one.Signal(Signals.Kill);
        _ = one.WaitForExit();
        Assert.Empty(List(place));
        Assert.Empty(Directory.GetFileSystemEntries(place.Sessions));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_two_at_a_time_each_has_logs_of_its_own(bool isNobody)
    {
        using UserPlace place = UserPlace.Of(isNobody);
        place.AddJob("say", """exec = "echo $MINIINIT_SESSION; exec sleep 1000" """);
        Running one = place.Start();
        Assert.Equal($"{place.SocketOf(one)}\n", place.WaitForFile("home/.local/state/miniinit/log/say.log"));
        Running other = place.Start();
        Assert.Equal($"{place.SocketOf(other)}\n", place.WaitForFile("home/.local/state/miniinit/log.2/say.log"));
        Assert.Equal($"{place.Sessions}/{one.Pid}/control\n", place.WaitForFile("home/.local/state/miniinit/log/say.log"));

        // Who comes later goes on where there is nobody any more.
        one.Signal(Signals.Kill);
        _ = one.WaitForExit();
        Running next = place.Start();
        string last = $"{place.SocketOf(next)}\n";
        Wait.Until(() => File.ReadAllText($"{place.Logs}/say.log").EndsWith(last, System.StringComparison.Ordinal), "it writes to the first");
        Assert.Equal(["log", "log.2"], Directory.GetDirectories(place.Path("home/.local/state/miniinit")).Select(Path.GetFileName).Order());
    }

    private static void WaitForFile(Running session, string path) =>
        Wait.Until(() => File.Exists(path) && File.ReadAllText(path).EndsWith('\n'), () => $"{path} is written; {session.Errors}");

    private static string[] List(UserPlace place)
    {
        (int code, string output, string errors) = place.Control("list-sessions");
        Assert.Equal((0, ""), (code, errors));
        return output.Split('\n')[..^1];
    }
}
