using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Control;

/// <summary>Who may call what: every method by every kind of caller.</summary>
public sealed class PermissionTests : IClassFixture<PermissionTests.Inits>
{
    private const uint Own = 1500, Group = 4100;

    /// <summary>Calls that do no harm: what may be called is answered somehow, and the rest with PermissionDenied.</summary>
    private static readonly (string Method, string Command, string Parameters)[] s_calls =
    [
        ("org.varlink.service.GetInfo", "version", "{}"),
        ("org.varlink.service.GetInterfaceDescription", "version", "{'interface':'org.varlink.service'}"),
        ("GetVersion", "version", "{}"),
        ("List", "list", "{'patterns':['web']}"),
        ("Watch", "list", "{'patterns':[]}"), // without "more" it is an error
        ("Status", "status", "{'job':'JOB'}"),
        ("Start", "start", "{'job':'JOB'}"), // it runs already
        ("Stop", "stop", "{'job':'JOB','instance':'none'}"),
        ("Restart", "restart", "{'job':'JOB','instance':'none'}"),
        ("Kill", "kill", "{'job':'JOB','instance':'none'}"),
        ("Reload", "reload", "{'job':'JOB','instance':'none'}"),
        ("Signal", "signal", "{'job':'JOB','instance':'none','signal':'CONT'}"),
        ("Reset", "reset", "{'job':'JOB'}"),
        ("Why", "why", "{'job':'JOB'}"),
        ("Tree", "tree", "{'job':'JOB'}"),
        ("Tree", "tree", "{}"),
        ("Emit", "emit", "{'event':'nothing','environment':[]}"),
        ("ReloadConfiguration", "reload-configuration", "{}"),
        ("ShowConfiguration", "show-config", "{'job':'JOB'}"),
        ("ShowConfiguration", "show-config", "{}"),
        ("GetLogLevel", "log-priority", "{}"),
        ("SetLogLevel", "log-priority", "{'level':'info'}"),
        ("GetEnvironment", "get-env", "{'name':'PATH'}"),
        ("GetEnvironment", "get-env", "{'name':'PATH','job':'JOB'}"),
        ("ListEnvironment", "list-env", "{}"),
        ("ListEnvironment", "list-env", "{'job':'JOB'}"),
        ("SetEnvironment", "set-env", "{'environment':['A=1']}"),
        ("SetEnvironment", "set-env", "{'environment':['A=1'],'job':'JOB'}"),
        ("UnsetEnvironment", "unset-env", "{'names':['A']}"),
        ("UnsetEnvironment", "unset-env", "{'names':['A'],'job':'JOB'}"),
        ("ResetEnvironment", "reset-env", "{}"),
        ("ResetEnvironment", "reset-env", "{'job':'JOB'}"),
        ("Events", "events", "{}"),
        ("Run", "run", "{'command':[],'environment':[],'directory':'/'}"), // there is nothing to run
        ("Shutdown", "shutdown", "{'action':'reboot'}"),
    ];

    private static readonly string[] s_free = ["version", "list", "status"];
    private readonly Inits _inits;

    public PermissionTests(Inits inits) => _inits = inits;

    /// <summary>One init of root, one of another user, one of root of a user namespace, with the same grants.</summary>
    public sealed class Inits : IDisposable
    {
        private readonly Dictionary<string, Supervised> _all = [];

        public void Dispose()
        {
            foreach (Supervised init in _all.Values)
            {
                init.Dispose();
            }
        }

        internal Supervised Of(string whose)
        {
            Needs.Root();
            if (!_all.TryGetValue(whose, out Supervised? init))
            {
                string[] user = ["setpriv", $"--reuid={Own}", $"--regid={Own}", "--clear-groups"];
                string[] wrapper = whose switch
                {
                    "root" => [],
                    "user" => user,
                    _ => [.. Once.After($"chown -R {Own} {{DIR}}"), .. user, "unshare", "--user", "--map-root-user"],
                };
                _all[whose] = init = Supervised.Under(wrapper, $$"""
                    [init]
                    control.allow = [
                        { users = ["4001"] },
                        { users = ["4002"], methods = ["start", "stop", "logs"], jobs = ["web", "db-*"] },
                        { users = ["4003"], methods = ["set-env", "tree"] },
                        { users = ["4004"], methods = [], jobs = ["web"] },
                        { groups = ["{{Group}}"], methods = ["restart"], jobs = ["web"] },
                        { users = ["65534", "nobody"], groups = ["65534", "nogroup"] },
                    ]

                    """ + Controlled.Jobs + """
                    [job.db-1]
                    exec = ["sleep", "1000"]
                    """);
                init.WaitForState("web", "running");
            }

            return init;
        }
    }

    /// <summary>Who calls, of whose init, which commands about the job web and about another one it may use, and which about none; * has no run.</summary>
    public static TheoryData<string, string, uint, uint, uint[], string, string, string> Callers() => new()
    {
        { "root", "root", 0, 0, [], "* run", "* run", "* run" },
        { "init's own user", "user", Own, Own, [], "* run", "* run", "* run" },
        { "root, of another user's init", "user", 0, 0, [], "* run", "* run", "* run" },
        { "init's own user, seen from outside", "namespace", Own, Own, [], "* run", "* run", "* run" },
        { "a stranger", "root", 1234, 1234, [], "", "", "" },
        { "a stranger of another user's init", "user", 1234, 1234, [], "", "", "" },
        { "a stranger in root's group", "root", 1234, 0, [], "", "", "" },
        { "a stranger in all of root's groups", "root", 1234, 1234, [0, 1, 2, 3], "", "", "" },
        { "a member of init's own group", "user", 1234, Own, [], "", "", "" },
        { "a user who may all", "root", 4001, 4001, [], "*", "*", "*" },
        { "a user who may some with some jobs", "root", 4002, 4002, [], "start stop", "", "" },
        { "a user who may some with all jobs", "root", 4003, 4003, [], "set-env tree", "set-env tree", "set-env tree" },
        { "a user who may all with one job", "root", 4004, 4004, [], "*", "", "" },
        { "a user of a group", "root", 1234, Group, [], "restart", "", "" },
        { "a user of a further group", "root", 1234, 1234, [7, Group, 9], "restart", "", "" },
        { "a user by name and by group", "root", 4002, 4002, [Group], "restart start stop", "", "" },
        { "nobody, who is a user like others", "root", 65534, 65534, [], "*", "*", "*" },
        { "a user with nobody's group", "root", 1234, 65534, [], "*", "*", "*" },
        { "somebody who is not mapped", "namespace", 1234, 1234, [], "", "", "" },
        { "root, who is not mapped", "namespace", 0, 0, [], "", "", "" },
        { "a granted number that is another one here", "namespace", 4001, 4001, [Group], "", "", "" },
        { "nobody from outside", "namespace", 65534, 65534, [], "", "", "" },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public void Everybody_may_what_is_granted_and_no_more(
        string who, string whose, uint user, uint group, uint[] groups, string withWeb, string withIdle, string withNone)
    {
        Supervised init = _inits.Of(whose);
        using VarlinkClient client = init.Connect(new Identity(user, group, groups));
        foreach ((string method, string command, string parameters) in s_calls)
        {
            bool isAboutJob = parameters.Contains("JOB", StringComparison.Ordinal);
            foreach (string job in (string[])(isAboutJob ? ["web", "idle"] : [""]))
            {
                string may = job switch
                {
                    "web" => withWeb,
                    "idle" => withIdle,
                    _ => withNone,
                };
                string[] words = may.Split(' ');
                bool isAllowed = s_free.Contains(command) || (words.Contains("*") && command != "run") || words.Contains(command);
                string call = parameters.Replace("JOB", job, StringComparison.Ordinal);
                if (method is "Start" or "Reset" && job == "idle" && isAllowed)
                {
                    continue; // would do something
                }

                VarlinkReply reply = client.Call(method, call);
                Assert.True(
                    (reply.Error != "PermissionDenied") == isAllowed, $"{who}: {method} {call}: {reply}, expected {isAllowed}");
                Assert.Equal(isAllowed ? null : job.Length == 0 ? null : job, isAllowed ? null : reply.Text("job"));
            }
        }
    }

    [Theory]
    [InlineData(4002, "db-1", true)]
    [InlineData(4002, "idle", false)]
    [InlineData(1234, "web", false)]
    public void Lines_are_told_to_those_who_may_read_them(uint user, string job, bool areTold)
    {
        using VarlinkClient client = _inits.Of("root").Connect(new Identity(user, user));
        VarlinkReply reply = client.Call("Status", $"{{'job':'{job}'}}");
        Assert.Equal(areTold, reply.Find("statuses.0.lastLines") is { ValueKind: System.Text.Json.JsonValueKind.Array });
    }

    [Fact]
    public void Strangers_are_told_no_lines_no_processes_and_no_diagnostics()
    {
        Needs.Root();
        using Supervised init = Supervised.AsSubreaper("""
            [init]
            control.allow = [{ users = ["4002"], methods = ["logs"], jobs = ["web"] }]
            [job.web]
            script = 'echo the-secret; exec sleep 1000'
            [job.failed]
            type = "task"
            script = 'echo the-secret >&2; exit 3'
            """);
        init.WaitForOutput("the-secret");
        init.WaitForState("failed", "waiting");
        init.Write("conf/jobs/bad.toml", "exec = 5 # the-secret\n");
        using VarlinkClient root = init.Connect();
        Assert.Contains("bad.toml", root.Ask("ReloadConfiguration").Text("problems.0.text"));
        Assert.Contains("the-secret", root.Ask("Status", "{'job':'web'}").ToString());
        Assert.NotNull(root.Ask("Status", "{'job':'bad'}").Text("statuses.0.diagnostics.0"));
        Assert.Contains("web", root.Ask("Logs", "{'patterns':['web']}").ToString());

        using VarlinkClient stranger = init.Connect(Identity.Stranger);
        foreach (string job in (string[])["web", "failed", "bad"])
        {
            VarlinkReply reply = stranger.Ask("Status", $"{{'job':'{job}'}}");
            Assert.DoesNotContain("the-secret", reply.ToString());
            foreach (string hidden in (string[])["lastLines", "processes", "diagnostics"])
            {
                Assert.Null(reply.Text($"statuses.0.{hidden}"));
            }
        }

        Assert.Equal("PermissionDenied", stranger.Call("Logs", "{'patterns':[]}").Error);
        Assert.DoesNotContain("the-secret", stranger.Ask("List", "{'patterns':[]}").ToString());

        // Whoever may read one job's lines is told those alone, also where it asks for all.
        using VarlinkClient reader = init.Connect(new Identity(4002, 4002));
        VarlinkReply lines = reader.Ask("Logs", "{'patterns':[]}");
        Assert.All(lines.Rows("lines"), line => Assert.Equal("web", line.GetProperty("job").GetString()));
        Assert.NotEmpty(lines.Rows("lines"));
    }

    [Fact]
    public void A_new_configuration_grants_anew_also_to_those_who_are_connected()
    {
        Needs.Root();
        using Supervised init = Supervised.AsSubreaper(Controlled.Jobs);
        using VarlinkClient stranger = init.Connect(Identity.Stranger);
        Assert.Equal("PermissionDenied", stranger.Call("Why", "{'job':'web'}").Error);
        Grant(init, "{ users = [\"1234\"], methods = [\"why\"] }");
        Assert.NotEqual("PermissionDenied", stranger.Call("Why", "{'job':'web'}").Error);
        Grant(init, "");
        Assert.Equal("PermissionDenied", stranger.Call("Why", "{'job':'web'}").Error);
    }

    private static void Grant(Supervised init, string grants)
    {
        init.Write("conf/miniinit.toml", $"[init]\ncontrol.allow = [{grants}]\n{Controlled.Jobs}");
        using VarlinkClient root = init.Connect();
        Assert.Empty(root.Ask("ReloadConfiguration").Rows("problems"));
    }
}
