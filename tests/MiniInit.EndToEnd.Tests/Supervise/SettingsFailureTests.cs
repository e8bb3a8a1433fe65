using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>What cannot be set fails the job that asks for it, by a sentence that names it, and no other job.</summary>
public sealed class SettingsFailureTests
{
    [Fact]
    public void What_cannot_be_set_is_named()
    {
        Needs.Root();
        AssertFailures(
            Once.After("echo text > {DIR}/plain; printf '\\177ELF' > {DIR}/damaged; chmod 755 {DIR}/damaged"),
            ("user = 'nosuch'", "cannot run as user \"nosuch\": no such user in /etc/passwd"),
            ("group = 'nosuch'", "cannot run as group \"nosuch\": no such group in /etc/group"),
            ("groups = ['nosuch']", "cannot run with group \"nosuch\": no such group in /etc/group"),
            ("user = 4711", "cannot run as user 4711: /etc/passwd does not say its group (set \"group\" as well)"),
            ("chroot = '/nowhere'", "cannot change the root to \"/nowhere\": no such file or directory"),
            ("chdir = '/nowhere'", "cannot start in \"/nowhere\": no such file or directory"),
            ("chdir = '/etc/passwd'", "cannot start in \"/etc/passwd\": not a directory"),
            ("limits = { nofile = 4000000000 }",
                "cannot set the limit of open files (nofile) to 4000000000: operation not permitted"),
            ("cpu-affinity = [1000]", "cannot set cpu-affinity to 1000: none of these processors may be used here"),
            ("env-file = ['/nowhere']", "cannot read the env-file \"/nowhere\": there is no such file"),
            ("env = { A = '$NOT_SET_ANYWHERE' }", "cannot set \"A\" of \"env\""),
            ("exec = ['no-such-program']", "cannot run \"no-such-program\": no such file or directory"),
            ("exec = ['{DIR}/plain']", "/plain\": permission denied"),
            ("exec = ['{DIR}/damaged']", "/damaged\": "),
            ("exec = ['/etc']", "cannot run \"/etc\": permission denied"),
            ("script = 'true'\nshell = ['/no/shell']", "cannot run \"/no/shell\": no such file or directory"));
    }

    [Fact]
    public void What_takes_rights_is_named_where_init_has_none()
    {
        Needs.Root();
        AssertFailures(
            Wrapper.Nobody,
            ("user = 'root'", "cannot run with groups 0: operation not permitted (that takes root, or CAP_SETGID)"),
            ("groups = ['tty']", "operation not permitted (that takes root, or CAP_SETGID)"),
            ("nice = -5", "cannot set nice to -5: "),
            ("oom-score = -5", "cannot set oom-score to -5: permission denied (lowering it takes CAP_SYS_RESOURCE)"),
            ("priority = 'fifo:5'",
                "cannot set priority to fifo:5: operation not permitted (that takes CAP_SYS_NICE or limits.rtprio)"),
            ("io-priority = 'realtime:0'", "cannot set io-priority to realtime:0: operation not permitted"),
            ("chroot = '/usr'",
                "cannot change the root to \"/usr\": operation not permitted (that takes CAP_SYS_CHROOT)"),
            ("limits = { nofile = 4000000000 }", "(raising a hard limit takes CAP_SYS_RESOURCE"),
            ("sandbox = { capabilities = ['KILL'], on-unavailable = 'fail' }",
                "operation not permitted (that takes CAP_SETPCAP)"),
            ("sandbox = { ambient = ['CHOWN'], on-unavailable = 'fail' }", "cannot "));
    }

    [Fact]
    public void A_sandbox_that_cannot_be_had_is_left_out_with_a_warning()
    {
        Needs.Root();
        using Supervised init = Once.Run(Wrapper.Nobody, """
            [job.bounding]
            type = "task"
            sandbox = { capabilities = ["KILL"], no-new-privs = true }
            exec = ["{PROGRAM}", "show"]
            [job.ambient]
            type = "task"
            sandbox = { ambient = ["CHOWN"], on-unavailable = "warn" }
            exec = ["{PROGRAM}", "show"]
            """);
        Assert.Contains(
            "warn: bounding: cannot have sandbox.capabilities: operation not permitted; it runs without", init.Log);
        Assert.Contains("warn: ambient: cannot have ", init.Log);
        Assert.Contains("NoNewPrivs 1", init.Lines("bounding"));
        Assert.Contains("CapAmb 0000000000000000", init.Lines("ambient"));
    }

    /// <summary>One init for all: each names its own failure, and the one job that asks for nothing runs.</summary>
    private static void AssertFailures(string[] wrapper, params (string Settings, string Failure)[] jobs)
    {
        string configuration = string.Concat(jobs.Select((job, i) =>
            $"[job.bad-{i:00}]\ntype = 'task'\n{Command(job.Settings)}{job.Settings}\n"));
        using Supervised init = Once.RunBadly(
            wrapper, configuration + "[job.good]\ntype = 'task'\nscript = 'echo fine'\n", out int code);
        Assert.NotEqual(0, code);
        Assert.Equal(["fine"], init.Lines("good"));
        string[] failures = [.. init.Log.Split('\n').Where(line => line.Contains("Failed to spawn"))];
        Assert.Equal(jobs.Length, failures.Length);
        for (int i = 0; i < jobs.Length; i++)
        {
            string begin = $"miniinit: warn: bad-{i:00}: Failed to spawn bad-{i:00} main process: ";
            string line = failures.Single(failure => failure.StartsWith(begin));
            Assert.True(line.Contains(jobs[i].Failure), $"{jobs[i]}: {line}");
        }
    }

    private static string Command(string settings) =>
        settings.Contains("exec = ") || settings.Contains("script = ") ? "" : "exec = ['true']\n";
}
