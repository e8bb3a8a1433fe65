using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests.Supervise;

/// <summary>Who a job runs as, and from where.</summary>
public sealed class SettingsIdentityTests
{
    /// <summary>A root folder with one program and accounts of its own.</summary>
    private const string MakeRoot = """
        mkdir -p {DIR}/root/etc {DIR}/root/bin {DIR}/root/home/carla
        cp {PROGRAM} {DIR}/root/bin/show
        cp "$(command -v busybox)" {DIR}/root/bin/busybox
        ln -s busybox {DIR}/root/bin/sh
        echo "carla:x:4711:4712::/home/carla:/bin/sh" > {DIR}/root/etc/passwd
        printf "carlas:x:4712:\nextra:x:4713:carla\nother:x:4714:\n" > {DIR}/root/etc/group
        """;

    [Theory]
    [InlineData("user = 'nobody'", "Uid 65534 65534 65534 65534", "Gid 65534 65534 65534 65534", "Groups 65534")]
    [InlineData("user = 65534", "Uid 65534 65534 65534 65534", "Gid 65534 65534 65534 65534", "Groups 65534")]
    [InlineData("user = 'nobody'\ngroup = 'root'\ngroups = ['adm', 'tty', 4711]",
        "Uid 65534 65534 65534 65534", "Gid 0 0 0 0", "Groups 0 4 5 4711")]
    [InlineData("user = 4000\ngroup = 4001", "Uid 4000 4000 4000 4000", "Gid 4001 4001 4001 4001", "Groups 4001")]
    [InlineData("group = 'nogroup'", "Uid 0 0 0 0", "Gid 65534 65534 65534 65534")]
    public void A_job_runs_as_the_user_and_the_groups_of_its_file(string settings, params string[] lines)
    {
        Needs.Root();
        AssertShown([], $"exec = ['{{PROGRAM}}', 'show']\n{settings}", lines);
    }

    [Fact]
    public void A_users_variables_are_those_of_the_account_unless_the_job_sets_them()
    {
        Needs.Root();
        using Supervised init = Once.Run([], """
            [job.name]
            type = "task"
            user = "nobody"
            script = 'echo "$HOME $USER $LOGNAME $SHELL"'
            [job.number]
            type = "task"
            user = 4000
            group = 4001
            script = 'echo "$HOME ${USER:-none} ${LOGNAME:-none}"'
            [job.own]
            type = "task"
            user = "nobody"
            env = { HOME = "/usr", SHELL = "/bin/none" }
            script = 'echo "$HOME $USER $LOGNAME $SHELL"'
            [job.none]
            type = "task"
            script = 'echo "$HOME $USER"'
            """, new System.Collections.Generic.Dictionary<string, string>
        {
            ["HOME"] = "/inits",
            ["USER"] = "init",
            ["LOGNAME"] = "init",
            ["SHELL"] = "/bin/inits",
        });
        Assert.Equal(["/nonexistent nobody nobody /usr/sbin/nologin"], init.Lines("name"));
        Assert.Equal("/", init.Lines("number").Single().Split(' ')[0]);
        Assert.Equal(["/usr nobody nobody /bin/none"], init.Lines("own"));
        Assert.Equal(["/inits init"], init.Lines("none"));
    }

    [Fact]
    public void A_name_means_what_it_means_below_the_jobs_root()
    {
        Needs.Root();
        Needs.Program("busybox");
        AssertShown(Once.After(MakeRoot), """
            chroot = "{DIR}/root"
            user = "carla"
            groups = ["other"]
            chdir = "/home/carla"
            exec = ["/bin/busybox", "sh", "-c", "pwd; id; echo $HOME $USER; ls /"]
            """,
            "/home/carla", "uid=4711(carla) gid=4712(carlas) groups=4712(carlas),4713(extra),4714(other)",
            "/home/carla carla", "bin", "etc", "home");
    }

    [Fact]
    public void A_script_runs_by_the_shell_below_the_jobs_root()
    {
        Needs.Root();
        Needs.Program("busybox");
        AssertShown(Once.After(MakeRoot), """
            chroot = "{DIR}/root"
            script = '''
            busybox echo "in $PWD"
            busybox ls /home
            '''
            env = { PATH = "/bin" }
            """,
            "in /", "carla");
    }

    [Fact]
    public void A_user_that_only_the_outer_accounts_have_is_none_below_the_jobs_root()
    {
        Needs.Root();
        Needs.Program("busybox");
        using Supervised init = Once.RunBadly(Once.After(MakeRoot), """
            [job.web]
            type = "task"
            chroot = "{DIR}/root"
            user = "nobody"
            exec = ["/bin/busybox", "true"]
            """, out int code);
        Assert.NotEqual(0, code);
        Assert.Contains(
            "web: Failed to spawn web main process: cannot run as user \"nobody\": no such user in /etc/passwd "
                + $"below \"{init.Path("root")}\"",
            init.Log);
    }

    private static void AssertShown(string[] wrapper, string job, params string[] lines)
    {
        using Supervised init = Once.Run(wrapper, $"[job.show]\ntype = 'task'\n{job}\n");
        Assert.Superset(lines.ToHashSet(), init.Lines("show").ToHashSet());
    }
}
