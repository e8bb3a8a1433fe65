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
        Assert.Contains(
            $"warn: cannot make the session's folder in XDG_RUNTIME_DIR: {first}: a session in another PID namespace has it", other.Errors);

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

    private static void WaitForFile(Running session, string path) =>
        Wait.Until(() => File.Exists(path) && File.ReadAllText(path).EndsWith('\n'), () => $"{path} is written; {session.Errors}");

    private static string[] List(UserPlace place)
    {
        (int code, string output, string errors) = place.Control("list-sessions");
        Assert.Equal((0, ""), (code, errors));
        return output.Split('\n')[..^1];
    }
}
