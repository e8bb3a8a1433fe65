using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Servers that become daemons by themselves, below an init that is a subreaper outside of containers.</summary>
public sealed class ServerTests
{
    private const string Nginx = """
        error_log stderr; pid {DIR}/run/server.pid; worker_processes 2; events {}
        http {
            access_log off; client_body_temp_path {DIR}/run/b; proxy_temp_path {DIR}/run/p; fastcgi_temp_path {DIR}/run/f;
            uwsgi_temp_path {DIR}/run/u; scgi_temp_path {DIR}/run/s;
            server { listen unix:{DIR}/run/socket; return 200; }
        }
        """;

    public static TheoryData<Place, string, string, string> Servers()
    {
        TheoryData<Place, string, string, string> all = [];
        foreach (Place place in (Place[])[Place.Nobody, Place.Subreaper])
        {
            all.Add(place, "nginx", "ready = \"fork\"\nexec = [\"nginx\", \"-e\", \"stderr\", \"-c\", \"{DIR}/nginx.conf\"]", "cat {DIR}/run/server.pid");
            all.Add(
                place, "redis-server",
                "ready = \"fork\"\nexec = \"redis-server --daemonize yes --port 0 --unixsocket {DIR}/run/socket --dir {DIR}/run --pidfile {DIR}/run/server.pid\"",
                "cat {DIR}/run/server.pid");
            all.Add(
                place, "tmux",
                "ready = \"daemon\"\nenv = { TMUX_TMPDIR = \"{DIR}/run\", LC_ALL = \"C.UTF-8\", SHELL = \"/bin/sh\" }\n"
                    + "exec = [\"tmux\", \"-f\", \"/dev/null\", \"new-session\", \"-d\", \"-s\", \"main\", \"sleep 1000\"]",
                "TMUX_TMPDIR={DIR}/run LC_ALL=C.UTF-8 tmux display-message -p '#{pid}'");
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void A_server_is_tracked_with_and_without_its_pid_file_and_leaves_nothing(Place place, string program, string keys, string pid)
    {
        Needs.Program(program);
        string[] jobs = program == "tmux" ? ["plain"] : ["plain", "file"];
        using Supervised init = place.Start($$"""
            [job.plain]
            manual = true
            {{keys}}
            [job.file]
            manual = true
            {{keys}}
            {{(jobs.Length > 1 ? "pid-file = \"{DIR}/run/server.pid\"" : "")}}
            [job.ask]
            manual = true
            type = "task"
            script = '''{{pid}} > {DIR}/run/told.new && mv {DIR}/run/told.new {DIR}/run/told'''
            """);
        init.Write("nginx.conf", Nginx);
        using VarlinkClient client = init.Connect();
        foreach (string job in jobs)
        {
            _ = client.Ask("Start", $"{{'job':'{job}'}}");

            // A server writes its pid-file some time after its first process has ended.
            init.Until(() => client.Call("Start", "{'job':'ask'}").Error is null && File.Exists(init.Path("run/told")), "it tells its pid");
            Assert.Equal(
                int.Parse(File.ReadAllText(init.Path("run/told")), System.Globalization.CultureInfo.InvariantCulture),
                client.List()[job].GetProperty("mainPid").GetInt32());
            _ = client.Ask("Stop", $"{{'job':'{job}'}}");
            Assert.Equal([init.Pid], init.Processes.Where(Proc.Lives));
            File.Delete(init.Path("run/told"));
        }

        Assert.DoesNotContain("Sending KILL", init.Log);
        Assert.Equal(0, init.Stop());
    }
}
