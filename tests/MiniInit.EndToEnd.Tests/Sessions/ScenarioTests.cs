using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Sessions;

/// <summary>The example that shows what belongs to a session and what to the system.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public void What_is_started_in_a_session_is_the_sessions_and_what_the_system_runs_is_the_systems()
    {
        Needs.Root();
        Needs.Program("tmux");
        Needs.Program("ssh-keygen");
        string path = $"{Path.GetDirectoryName(Binaries.MiniInit)}:{Path.GetDirectoryName(Binaries.MiniInitCtl)}";
        string scenario = Path.Combine(Binaries.Repository, "examples/user-session/scenario");

        // In a namespace of its own: what it leaves behind, should it fail, goes with it.
        (int code, string output, string errors) = Running.Run(
            Running.Namespace[0],
            [.. Running.Namespace.Skip(1), "sh", scenario],
            new Dictionary<string, string>
            {
                ["PATH"] = $"{path}:{System.Environment.GetEnvironmentVariable("PATH")}:/usr/sbin",
                ["PORT"] = $"{FreePort()}",
            });
        Assert.True(code == 0, $"{code}: {output}\n{errors}");
        Assert.EndsWith(
            """
            == while the user is logged in
            tmux, started in the session: the session's
            sshd, started in the session: the session's
            tmux, started by --system run: the system's
            sshd, started by --system run: the system's
            == after the logout
            tmux, started in the session: gone
            sshd, started in the session: gone
            tmux, started by --system run: the system's
            sshd, started by --system run: the system's

            """,
            output);
        string[] trees = output.Split("== ");
        Assert.Contains("run-tmux", trees[1]);
        Assert.Contains("run-sshd", trees[1]);
        Assert.DoesNotContain("run-", trees[2]);
        Assert.Contains("tmux: server", trees[2]);
        Assert.Contains("sshd", trees[2]);
    }

    /// <summary>One that is free, as is the next.</summary>
    private static int FreePort()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            using var one = new TcpListener(IPAddress.Loopback, 0);
            one.Start();
            int port = ((IPEndPoint)one.LocalEndpoint).Port;
            try
            {
                using var next = new TcpListener(IPAddress.Loopback, port + 1);
                next.Start();
                return port;
            }
            catch (SocketException)
            {
                // somebody has the next one
            }
        }

        throw new IOException("no two free ports");
    }
}
