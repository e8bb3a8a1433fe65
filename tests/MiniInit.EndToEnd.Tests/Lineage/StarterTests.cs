using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Daemons that others make: what start scripts have always done.</summary>
public sealed class StarterTests
{
    private const string Daemon = "{DAEMONISE} --report {REPORT}";

    [Theory]
    [InlineData("start-stop-daemon --start --background --exec {DAEMONISE} -- --report {REPORT}")]
    [InlineData("start-stop-daemon --start --background --chuid nobody --exec {DAEMONISE} -- --report {REPORT}")]
    [InlineData("setsid nohup " + Daemon + " &")]
    [InlineData("nohup " + Daemon + " > /dev/null 2>&1 &")]
    [InlineData("(setsid env -i " + Daemon + " < /dev/null > /dev/null 2>&1 &)")]
    [InlineData("setsid --fork " + Daemon)]
    [InlineData("su -s /bin/sh nobody -c '" + Daemon + " &'")]
    [InlineData("su - -s /bin/sh nobody -c 'nohup " + Daemon + " > /dev/null 2>&1 &'")]
    [InlineData("runuser -u nobody -- sh -c 'setsid " + Daemon + " &'")]
    [InlineData("setpriv --reuid=65534 --regid=65534 --clear-groups env -i setsid -f " + Daemon)]
    [InlineData("bash -c '" + Daemon + " & disown'")]
    [InlineData("{DAEMONISE} --by daemon --report {REPORT}")]
    [InlineData("su -s /bin/sh nobody -c '{DAEMONISE} --forks 2 --setsid each --clear-environment --close --report {REPORT}'")]
    public void A_daemon_is_the_main_process_whoever_made_it(string script)
    {
        foreach (Place place in (Place[])[Place.Pid1, Place.Subreaper, Place.DockerRoot])
        {
            StartAndStop(place, script);
        }
    }

    [Theory]
    [InlineData("setsid nohup " + Daemon + " &")]
    [InlineData("start-stop-daemon --start --background --exec {DAEMONISE} -- --report {REPORT}")]
    [InlineData("bash -c '" + Daemon + " & disown'")]
    [InlineData("{DAEMONISE} --by daemon --report {REPORT}")]
    public void So_it_is_for_an_ordinary_user(string script) => StartAndStop(Place.Nobody, script);

    [Theory]
    [InlineData("exec su -s /bin/sh nobody -c '" + Daemon + "'")]
    [InlineData("su -s /bin/sh nobody -c 'setsid " + Daemon + "'")]
    [InlineData("exec su -s /bin/sh nobody -c 'setsid setsid env -i " + Daemon + " --ignore-term & exec sleep 1000'")]
    [InlineData("exec start-stop-daemon --start --exec {DAEMONISE} -- --report {REPORT}")]
    [InlineData(Daemon + " & wait")]
    public void What_stays_in_the_foreground_is_stopped_with_all_that_it_started(string script)
    {
        foreach (Place place in (Place[])[Place.Pid1, Place.Subreaper, Place.DockerRoot])
        {
            using Supervised init = place.Start(Job(script, "exec"));
            using VarlinkClient client = init.Connect();
            _ = init.WaitForReport("web");
            init.WaitForState("web", "running");
            _ = client.Ask("Stop", "{'job':'web'}");
            init.AssertGone("web");
            Assert.Equal(0, init.Stop());
        }
    }

    private static void StartAndStop(Place place, string script)
    {
        Needs.Program("start-stop-daemon");
        using Supervised init = place.Start(Job(script, "fork"));
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.StopClean(client, "web");
        init.EndClean();
    }

    private static string Job(string script, string ready) => $"""
        [job.web]
        ready = "{ready}"
        kill-timeout = "2s"
        script = '''
        {script.Replace("{REPORT}", Families.Report("web"), System.StringComparison.Ordinal)}
        '''
        """;
}
