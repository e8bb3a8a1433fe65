using System.Collections.Generic;
using System.Globalization;
using System.Text;
using MiniInit.EndToEnd.Tests.Control;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;

namespace MiniInit.EndToEnd.Tests.Lineage;

/// <summary>Looking after processes without what that is done by elsewhere.</summary>
public sealed class LackTests
{
    private const string Daemon = "{DAEMONISE} --forks 2 --setsid each --clear-environment --workers 2";

    /// <summary>CONFIG_PROC_CHILDREN: a file that cannot be opened is as good as none.</summary>
    [Fact]
    public void Without_a_list_of_its_children_orphans_are_known_as_well()
    {
        Needs.Root();
        const string file = "/proc/1/task/1/children";
        string[] without = Once.After($"mount --bind /dev/null {file}; mount -o remount,bind,nodev {file}; ! cat {file} 2> /dev/null");
        using Supervised init = Supervised.Under([.. Running.Namespace, .. without], $$"""
            [job.web]
            ready = "daemon"
            exec = "{{Daemon}} --report {{Families.Report("web")}}"
            [job.main]
            script = '{{Daemon}} --wait-for-child --report {{Families.Report("main")}}; {AWAIT} {DIR}/go'
            [job.kept]
            adopt = "keep"
            script = '{{Daemon}} --wait-for-child --report {{Families.Report("kept")}}'
            """);
        using VarlinkClient client = init.Connect();
        init.WaitForMainAsReported(client, "web");
        init.WaitForState("kept", "waiting");
        Assert.Equal(3, init.FamilyOf("kept").Count);
        _ = init.WaitForReport("main");
        init.Touch("go");
        init.WaitForState("main", "waiting");
        init.AssertGone("main");
        init.StopClean(client, "web");
        init.StopClean(client, "kept");
        init.EndClean();
    }

    [Fact]
    public void Without_a_descriptor_to_spare_a_stop_leaves_nothing_behind()
    {
        const int most = 30;
        StringBuilder jobs = new();
        for (int i = 0; i < most; i++)
        {
            _ = jobs.Append(CultureInfo.InvariantCulture, $"[job.s{i}]\nmanual = true\nexec = [\"sleep\", \"1000\"]\n");
        }

        using Supervised init = Supervised.Under(["prlimit", $"--nofile={most}:{most}"], $$"""
            [job.web]
            script = '{{Daemon}} --wait-for-child --report {{Families.Report("web")}}; exec sleep 1000'
            {{jobs}}
            """);
        using VarlinkClient client = init.Connect();
        _ = init.WaitForReport("web");
        int started = 0;
        while (client.Call("Start", $"{{'job':'s{started}'}}").Error is null)
        {
            started++;
        }

        List<VarlinkClient> others = [];
        try
        {
            while (Proc.DescriptorCount(init.Pid) < most)
            {
                Assert.InRange(others.Count, 0, most);
                others.Add(init.Connect());
                _ = client.Ask("GetVersion");
            }

            _ = client.Ask("Stop", "{'job':'web'}");
            init.AssertGone("web");
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }

        Assert.DoesNotContain("Sending KILL", init.Log);
        Assert.Equal(0, init.Stop());
    }
}
