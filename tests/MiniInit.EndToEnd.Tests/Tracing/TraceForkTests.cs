using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Tracing;

/// <summary>Every way to make a process or thread, and what becomes of those that are left behind.</summary>
public sealed class TraceForkTests
{
    [Fact]
    public void A_pipeline_is_its_forks_and_programs()
    {
        using var traced = new Traced("sh", "-c", "echo a | cat; exit 3");
        traced.ToEnd(3);
        Assert.Equal("a\n", traced.Running.Output);
        Assert.Equal(2, traced.Of("fork").Count);
        Assert.Equal(["sh", "cat"], traced.Of("exec").Select(one => one.GetProperty("arguments")[0].GetString()));
        Assert.Equal(3, traced.Of("end").Count);
        Assert.Equal(3, traced.Summary.GetProperty("code").GetInt32());
        Assert.Empty(traced.Summary.GetProperty("survivors").EnumerateArray());
    }

    [Fact]
    public void What_leads_a_session_of_its_own_outlives_the_command_and_is_let_go()
    {
        Needs.Program("setsid");
        using var traced = new Traced("setsid", "-f", "sleep", "1000");
        int sleeper = traced.WaitFor("exec", one => one.GetProperty("name").GetString() == "sleep").GetProperty("pid").GetInt32();
        traced.StopFollowing(0);
        Assert.Equal(sleeper, Assert.Single(traced.Of("session")).GetProperty("pid").GetInt32());
        JsonElement adopted = Assert.Single(traced.Of("adopted"));
        Assert.Equal((sleeper, traced.Command), (adopted.GetProperty("pid").GetInt32(), adopted.GetProperty("from").GetInt32()));
        Assert.Equal(Proc.Stat(sleeper)!.Value.Parent, adopted.GetProperty("by").GetInt32());
        Assert.Equal(("fork", sleeper), (Ready(traced), traced.Summary.GetProperty("main").GetInt32()));
        Assert.Equal("0", Proc.StatusLine($"/proc/{sleeper}/status", "TracerPid"));
        Assert.Equal('S', Proc.Stat(sleeper)!.Value.State);
    }

    [Fact]
    public void A_process_forked_twice_is_a_daemon()
    {
        Needs.PythonModule("os");
        using var traced = new Traced(Traced.Python, "-c", """
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    null = os.open("/dev/null", os.O_RDWR)
                    for i in range(3):
                        os.dup2(null, i)
                    time.sleep(1000)
                os._exit(0)
            os.wait()
            """);
        _ = traced.WaitFor("redirect", one => one.GetProperty("descriptor").GetInt32() == 2);
        traced.StopFollowing(0);
        JsonElement survivor = Assert.Single(traced.Summary.GetProperty("survivors").EnumerateArray());
        Assert.Equal(("daemon", 2), (Ready(traced), survivor.GetProperty("forks").GetInt32()));
        Assert.Equal(
            ["/dev/null", "/dev/null", "/dev/null"],
            traced.Of("redirect").Where(one => one.GetProperty("pid").GetInt32() == survivor.GetProperty("pid").GetInt32())
                .Select(one => one.GetProperty("target").GetString()));
    }

    [Fact]
    public void A_vfork_is_told_as_one()
    {
        Needs.PythonModule("os");
        using var traced = new Traced(Traced.Python, "-c", """
            import os
            os.waitpid(os.posix_spawn("/bin/true", ["true"], {}), 0)
            """);
        JsonElement fork = Assert.Single(traced.ToEnd(0).Of("fork"));
        Assert.Equal("vfork", fork.GetProperty("by").GetString());
        Assert.Contains("vfork", Texts(fork.GetProperty("flags")));
    }

    [Fact]
    public void The_flags_of_clone3_are_told_in_words()
    {
        Needs.PythonModule("ctypes");
        using var traced = new Traced(Traced.Python, "-c", """
            import ctypes, os, struct
            CLONE_PARENT = 0x8000
            arguments = ctypes.create_string_buffer(struct.pack("8Q", CLONE_PARENT, 0, 0, 0, 0, 0, 0, 0))
            if ctypes.CDLL(None).syscall(435, arguments, 64) == 0:
                os._exit(7)
            """);
        JsonElement fork = Assert.Single(traced.ToEnd(0).Of("fork"));
        Assert.Equal(["as a sibling"], Texts(fork.GetProperty("flags")));
        Assert.Equal(traced.Running.Pid, fork.GetProperty("parent").GetInt32());
        Assert.Contains(traced.Of("end"), one => one.TryGetProperty("code", out JsonElement code) && code.GetInt32() == 7);
    }

    [Fact]
    public void A_thread_that_execs_becomes_the_process()
    {
        Needs.PythonModule("threading");
        using var traced = new Traced(Traced.Python, "-c", """
            import os, threading, time
            others = [threading.Thread(target=time.sleep, args=(1000,), daemon=True) for i in range(5)]
            [other.start() for other in others]
            threading.Thread(target=os.execv, args=("/bin/sh", ["sh", "-c", "echo $$; exec sh -c 'exit 9'"])).start()
            time.sleep(1000)
            """);
        traced.ToEnd(9);
        Assert.Equal($"{traced.Command}\n", traced.Running.Output);
        Assert.Equal(6, traced.Of("thread").Count);
        Assert.Equal(3, traced.Of("exec").Count);
        Assert.All(traced.Of("exec"), one => Assert.Equal(traced.Command, one.GetProperty("pid").GetInt32()));
        _ = Assert.Single(traced.Of("end"));
    }

    [Fact]
    public void A_subreaper_is_told_and_adopts()
    {
        Needs.PythonModule("ctypes");
        using var traced = new Traced(Traced.Python, "-c", """
            import ctypes, os
            ctypes.CDLL(None).prctl(36, 1)
            read, write = os.pipe()
            if os.fork() == 0:
                if os.fork() == 0:
                    os.close(write)
                    os.read(read, 1)
                os._exit(0)
            os.wait()
            os.close(write)
            os.wait()
            """);
        traced.ToEnd(0);
        Assert.True(Assert.Single(traced.Of("subreaper")).GetProperty("adopts").GetBoolean());
        JsonElement adopted = Assert.Single(traced.Of("adopted"));
        Assert.Equal(
            ("subreaper", traced.Command),
            (adopted.GetProperty("adopter").GetString(), adopted.GetProperty("by").GetInt32()));
    }

    [Fact]
    public void As_process_1_we_are_the_adopter()
    {
        Needs.Root();
        using var folder = new TemporaryFolder();
        string file = System.IO.Path.Combine(folder.Path, "trace");
        using Running running = Running.StartAsPid1(
            Binaries.MiniInitCtl, ["trace", "--for", "1h", "-o", file, "sh", "-c", "sleep 1000 & exit 4"]);
        Wait.Until(
            () => System.IO.File.Exists(file) && System.IO.File.ReadAllText(file).Contains("exec'ed /usr/bin/sleep", System.StringComparison.Ordinal)
                && System.IO.File.ReadAllText(file).Contains("became a child of miniinitctl", System.StringComparison.Ordinal),
            () => System.IO.File.ReadAllText(file) + running.Errors);
        running.Signal(15);
        Assert.Equal(4, running.WaitForExit());
    }

    [Fact]
    public void Thousands_of_processes_are_followed_and_the_first_ones_left_out_of_the_tree()
    {
        (int code, _, string errors) = Running.Run(
            Binaries.MiniInitCtl, ["-q", "trace", "sh", "-c", "i=0; while [ $i -lt 2000 ]; do (exit 0); i=$((i+1)); done; exit 6"]);
        Assert.Equal(6, code);
        Assert.Contains("with it there were 2001 processes", errors, System.StringComparison.Ordinal);
        Assert.Contains(" more, which ended\n", errors, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Many_that_fork_at_once_are_all_told_before_they_do_anything()
    {
        using var traced = new Traced(
            "sh", "-c", "for i in 1 2 3 4 5 6 7 8 9 10; do (for j in 1 2 3 4 5 6 7 8 9 10; do /bin/true & done; wait) & done; wait");
        traced.ToEnd(0);
        HashSet<int> known = [traced.Command];
        foreach (JsonElement one in traced.Events)
        {
            Assert.Contains(one.GetProperty("pid").GetInt32(), known);
            if (Traced.Is(one, "fork"))
            {
                _ = known.Add(one.GetProperty("child").GetInt32());
            }
        }

        Assert.Equal(111, traced.Summary.GetProperty("processes").GetInt32());
        Assert.Equal(111, traced.Of("end").Count);
    }

    private static string? Ready(Traced traced) => traced.Summary.GetProperty("ready").GetString();

    private static IEnumerable<string?> Texts(JsonElement list) => list.EnumerateArray().Select(one => one.GetString());
}
