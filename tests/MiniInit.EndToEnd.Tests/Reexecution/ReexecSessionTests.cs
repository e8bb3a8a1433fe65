using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Sessions;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Reexecution;

/// <summary>The init of a user's session is replaced like any other.</summary>
public sealed class ReexecSessionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_session_stays_what_it_is(bool isNobody)
    {
        using UserPlace place = UserPlace.Of(isNobody);
        place.AddJob("say", "script = 'echo $MINIINIT_SESSION; exec sleep 1000'");
        place.AddJob("last", """
            start-on = "session-end"
            type = "task"
            script = 'echo $TYPE'
            """);
        Running session = place.Start();
        string socket = place.SocketOf(session);
        Assert.Equal($"{socket}\n", place.WaitForFile("home/.local/state/miniinit/log/say.log"));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal((0, "", ""), place.Control("--session", socket, "reexec"));
        }

        Assert.Equal((0, $"{session.Pid} unix:path={socket}\n", ""), place.Control("list-sessions"));
        Assert.Equal(0, place.Control("--session", socket, "restart", "say").Code);
        Wait.Until(() => File.ReadAllText($"{place.Logs}/say.log") == $"{socket}\n{socket}\n", "it has said so again");
        session.Signal(Signals.Term);
        Assert.Equal(0, session.WaitForExit());
        Assert.Equal("shutdown\n", place.WaitForFile("home/.local/state/miniinit/log/last.log"));
        Assert.Empty(Directory.GetFileSystemEntries(place.Sessions));
    }
}
