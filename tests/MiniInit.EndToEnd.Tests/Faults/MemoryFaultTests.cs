using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.EndToEnd.Tests.Supervise;
using MiniInit.Linux;

namespace MiniInit.EndToEnd.Tests.Faults;

/// <summary>Where memory runs out.</summary>
public sealed class MemoryFaultTests
{
    [Theory]
    [InlineData("mprotect", Errno.ENOMEM)]
    [InlineData("madvise", Errno.EAGAIN)]
    [InlineData("mmap", Errno.ENOMEM)]
    public void What_the_runtime_asks_for_in_vain_ends_nothing(string call, Errno errno)
    {
        using FaultyInit faulty = FaultyInit.AsPid1([call], FaultyJobs.Some);
        Supervised init = faulty.Init;
        faulty.WaitForList(FaultyJobs.Fine);
        int web = init.WaitForMain("web");
        using (Fault fault = faulty.Fail(call, errno))
        {
            Proc.Signal(web, Signals.Kill);
            init.Until(
                () =>
                {
                    init.Signal(Signals.Hup); // reading the configuration takes and gives back memory
                    _ = faulty.Control("list");
                    return fault.Hits > 3;
                },
                "memory is asked for");
        }

        faulty.WaitForAnother("web", web);
        faulty.WaitForList(FaultyJobs.Fine);
        Assert.Equal(0, init.Stop());
    }

    [Fact]
    public void Of_eight_megabytes_that_run_out_the_job_pays_that_took_them_and_comes_back()
    {
        Needs.Root();
        using var group = MemoryGroup.Make(8 << 20);
        using Supervised init = Supervised.Under([.. Running.Namespace, .. Once.After($"echo 0 > {group.Members}")], """
            [job.web]
            respawn = true
            script = '[ ! -e {DIR}/eaten ] || exec sleep 1000; {AWAIT} {DIR}/go; touch {DIR}/eaten; ulimit -v 300000; exec tail /dev/zero'
            [job.other]
            exec = ["sleep", "1000"]
            """);
        init.WaitForState("web", "running");
        int pid = init.Pid, other = init.WaitForMain("other");
        init.Touch("go");
        init.WaitForLog("warn: web: main process (");
        init.WaitForLog(") killed by KILL signal, respawning");
        init.WaitForState("web", "running", 2);
        Assert.True(group.Kills > 0);
        Assert.True(Proc.Lives(pid));
        Assert.Equal(other, init.Main("other"));
        string list = Running.Run(Binaries.MiniInitCtl, ["--socket", init.Socket, "list"]).Output;
        Assert.Contains("web start/running", list);
        Assert.Contains("other start/running", list);
        Assert.Equal(0, init.Stop());
    }

    /// <summary>A control group with a limit of memory, of version 2 where that has the controller, else of version 1.</summary>
    private sealed class MemoryGroup : IDisposable
    {
        private readonly string _path;
        private readonly string _events;

        private MemoryGroup(string path, string limit, string events, long most)
        {
            _path = path;
            _events = Path.Combine(path, events);
            _ = Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, limit), $"{most}");
            foreach (string swap in new[] { "memory.swap.max", "memory.swappiness" }.Where(name => File.Exists(Path.Combine(path, name))))
            {
                File.WriteAllText(Path.Combine(path, swap), "0");
            }
        }

        public string Members => Path.Combine(_path, "cgroup.procs");

        /// <summary>How many processes were killed for want of memory.</summary>
        public int Kills
        {
            get
            {
                string line = Array.Find(File.ReadAllLines(_events), line => line.StartsWith("oom_kill ", StringComparison.Ordinal))!;
                return int.Parse(line[9..]);
            }
        }

        public static MemoryGroup Make(long most)
        {
            string name = $"miniinit-test-{Guid.NewGuid():n}";
            try
            {
                return File.Exists("/sys/fs/cgroup/cgroup.subtree_control")
                    ? new MemoryGroup($"/sys/fs/cgroup/{name}", "memory.max", "memory.events", most)
                    : new MemoryGroup($"/sys/fs/cgroup/memory/{name}", "memory.limit_in_bytes", "memory.oom_control", most);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Assert.Skip($"needs a memory controller to be written to: {e.Message}");
                throw;
            }
        }

        public void Dispose() => Wait.Until(TryRemove, "the control group is gone");

        private bool TryRemove()
        {
            try
            {
                Directory.Delete(_path); // rmdir: what the kernel shows in it is no obstacle
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
