using System;
using System.IO;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>The socket's path while init runs: whatever becomes of it, init can be reached there again.</summary>
public sealed class SocketLifeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // All users find their way to the socket.
    public SocketLifeTests() => File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);

    private string Socket => Path.Combine(_folder.Path, "below/control");

    [Theory]
    [InlineData("removed")]
    [InlineData("renamed")]
    [InlineData("replaced")]
    [InlineData("removed with its folder")]
    [InlineData("renamed with its folder")]
    public void A_path_that_is_lost_comes_back(string how)
    {
        using Supervised init = Start();
        using VarlinkClient before = VarlinkClient.Connect(Socket);
        _ = before.Ask("GetVersion");
        Lose(how);
        init.WaitForLog("was taken away; made it again");
        using VarlinkClient after = VarlinkClient.Connect(Socket);
        _ = after.Ask("GetVersion");
        _ = before.Ask("GetVersion"); // whoever is connected stays so
        Assert.Equal((UnixFileMode)0b110_110_110, File.GetUnixFileMode(Socket));
        Assert.Equal(0, init.Stop());
        Assert.False(File.Exists(Socket));
    }

    [Fact]
    public void What_takes_its_place_is_left_alone_until_it_goes()
    {
        using Supervised init = Start();
        VarlinkClient.Connect(Socket).Dispose();
        string other = Path.Combine(_folder.Path, "other");
        File.WriteAllText(other, "precious");
        File.Move(other, Socket, overwrite: true);
        init.WaitForLog("the control socket was taken away: ");
        Assert.Equal("precious", File.ReadAllText(Socket));
        File.Delete(Socket);
        using VarlinkClient client = VarlinkClient.Connect(Socket);
        _ = client.Ask("GetVersion");
    }

    [Fact]
    public void A_path_that_goes_and_comes_back_very_often_does_not_confuse()
    {
        using Supervised init = Start();
        VarlinkClient.Connect(Socket).Dispose();
        for (int i = 0; i < 2000; i++)
        {
            try
            {
                File.Move(Socket, $"{Socket}.away");
                File.Move($"{Socket}.away", Socket, overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // Init makes it anew at the same time.
            }
        }

        init.Until(
            () =>
            {
                using VarlinkClient client = VarlinkClient.Connect(Socket);
                return client.TryCall("GetVersion") is { Error: null };
            },
            "init can be reached");
        Assert.DoesNotContain("bug of miniinit", init.Log);
    }

    [Fact]
    public void Of_two_with_one_path_the_first_has_it_and_the_second_runs_its_jobs_without()
    {
        using Supervised first = Start();
        VarlinkClient.Connect(Socket).Dispose();
        using Supervised second = Start();
        second.WaitForState("web", "running");
        second.WaitForLog("another init has it; give this one a path of its own");
        Assert.Equal(0, second.Stop());
        using VarlinkClient client = VarlinkClient.Connect(Socket);
        Assert.Equal($"{first.Pid}", client.Ask("GetVersion").Text("pid"));
    }

    [Fact]
    public void What_a_killed_init_left_behind_is_replaced()
    {
        using (Supervised killed = Start())
        {
            VarlinkClient.Connect(Socket).Dispose();
            killed.Signal(Signals.Kill);
            _ = killed.WaitForEndOfInit();
        }

        Assert.True(File.Exists(Socket));
        using Supervised init = Start();
        using VarlinkClient client = VarlinkClient.Connect(Socket);
        Assert.Equal($"{init.Pid}", client.Ask("GetVersion").Text("pid"));
    }

    [Fact]
    public void What_happens_beside_it_wakes_nobody()
    {
        using Supervised init = Start();
        VarlinkClient.Connect(Socket).Dispose();
        Footprint footprint = Footprint.Of(init, Socket);
        long before = Footprint.WakeUps(init);
        for (int i = 0; i < 100; i++)
        {
            File.WriteAllText(Path.Combine(_folder.Path, "below/beside"), "");
            File.Delete(Path.Combine(_folder.Path, "below/beside"));
        }

        footprint.AssertKept();
        Assert.Equal(before, Footprint.WakeUps(init));
    }

    public void Dispose() => _folder.Dispose();

    private Supervised Start() => Supervised.AsSubreaper(Controlled.Jobs, "--socket", Socket);

    private void Lose(string how)
    {
        string folder = Path.GetDirectoryName(Socket)!;
        switch (how)
        {
            case "removed":
                File.Delete(Socket);
                break;
            case "renamed":
                File.Move(Socket, $"{Socket}.away");
                break;
            case "replaced":
                using (var other = new System.Net.Sockets.Socket(
                    System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
                {
                    // Left behind by somebody who has ended: nobody listens.
                    other.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint($"{Socket}.other"));
                    File.Move($"{Socket}.other", Socket, overwrite: true);
                }

                break;
            case "removed with its folder":
                // Taken away as a whole, as rm does not: while it empties the folder, init binds its socket there again.
                Directory.Move(folder, $"{folder}.gone");
                Directory.Delete($"{folder}.gone", recursive: true);
                break;
            default:
                Directory.Move(folder, $"{folder}.away");
                break;
        }
    }
}
