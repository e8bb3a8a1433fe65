using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.Core.Jobs;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Processes;

public sealed class JobIdentityTests
{
    private const string Passwd = """
        root:x:0:0:root:/root:/bin/bash
        web:x:1000:100:Web:/srv/web:/bin/false
        bare:x:1001:100:::
        """;

    private const string Group = """
        root:x:0:
        users:x:100:
        video:x:44:web
        audio:x:29:
        """;

    private static readonly OwnIdentity s_root = new(0, 0, [0, 10]);
    private static readonly OwnIdentity s_web = new(1000, 100, [44]);
    private static readonly AccountFiles s_files = new(Encoding.UTF8.GetBytes(Passwd), Encoding.UTF8.GetBytes(Group));

    [Theory]
    //          user    group    groups        uid:gid:groups
    [InlineData("web", null, "", "1000:100:100,44")]
    [InlineData("1000", null, "", "1000:100:100,44")]
    [InlineData("web", "audio", "", "1000:29:29,44")]
    [InlineData("web", null, "audio,44,7", "1000:100:100,44,29,7")]
    [InlineData("1234", "users", "", "1234:100:100")]
    [InlineData("1234", "99", "audio", "1234:99:99,29")]
    [InlineData("root", null, "", "0:0:0")]
    [InlineData(null, "audio", "", "0:29:0,10")]
    [InlineData(null, "29", "video", "0:29:0,10,44")]
    [InlineData(null, null, "video", "0:0:0,10,44")]
    [InlineData(null, null, "10", "unchanged")]
    [InlineData(null, "root", "", "unchanged")]
    public void Root_becomes_whom_the_keys_mean(string? user, string? group, string groups, string expected) =>
        Assert.Equal(expected, Find(Job(user, group, groups), s_root));

    [Theory]
    [InlineData("web", null, "", "unchanged")]
    [InlineData("1000", "users", "video", "unchanged")]
    [InlineData("web", "audio", "", "1000:29:29,44")] // which the kernel refuses, and the failure says so
    [InlineData("web", null, "audio", "1000:100:100,44,29")]
    [InlineData(null, "users", "", "unchanged")]
    [InlineData("root", null, "", "0:0:0")]
    public void Who_is_not_root_may_stay_who_it_is(string? user, string? group, string groups, string expected) =>
        Assert.Equal(expected, Find(Job(user, group, groups), s_web));

    [Fact]
    public void Nothing_changes_for_a_number_without_an_account_that_is_our_own() =>
        Assert.Equal("unchanged", Find(Job("77", null, ""), new OwnIdentity(77, 78, [])));

    [Fact]
    public void Root_without_capabilities_need_not_ask_for_the_groups_it_has() =>
        Assert.Equal("unchanged", Find(Job("root", null, ""), new OwnIdentity(0, 0, [0])));

    [Theory]
    [InlineData("nobody", null, "", "cannot run as user \"nobody\": no such user in /etc/passwd")]
    [InlineData("web", "none", "", "cannot run as group \"none\": no such group in /etc/group")]
    [InlineData("web", null, "video,none", "cannot run with group \"none\": no such group in /etc/group")]
    [InlineData("1234", null, "", "cannot run as user 1234: /etc/passwd does not say its group (set \"group\" as well)")]
    public void Who_cannot_be_found_is_named(string? user, string? group, string groups, string expected)
    {
        JobDefinition job = Job(user, group, groups);
        Assert.Null(JobIdentity.TryFind(job, s_root, s_files, out string problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("web", "/srv/web web web /bin/false")]
    [InlineData("bare", "/ bare bare /bin/sh")]
    [InlineData("1234", "/ me me /bin/zsh")]
    [InlineData(null, "/home/me me me /bin/zsh")]
    public void A_user_brings_variables(string? user, string expected)
    {
        using PlanRig rig = new()
        {
            Inherited = PlanRig.Bytes("HOME=/home/me", "USER=me", "LOGNAME=me", "SHELL=/bin/zsh"),
        };
        using TemporaryFolder root = Root();
        JobDefinition job = Job(user, user == "1234" ? "1" : null, "") with { RootFolder = root.Path };
        Dictionary<string, string> environment = PlanRig.Environment(rig.Plan(job));
        string[] names = ["HOME", "USER", "LOGNAME", "SHELL"];
        Assert.Equal(expected, string.Join(' ', names.Select(name => environment[name])));
    }

    [Fact]
    public void Accounts_are_those_below_the_chroot()
    {
        using PlanRig rig = new();
        using TemporaryFolder root = Root();
        ProcessPlan plan = rig.Plan(Job("web", null, "") with { RootFolder = root.Path });
        Assert.Equal(1000u, plan.UserId);
        SpawnRequest request = plan.Request([]);
        Assert.Equal(root.Path, request.Root);
        Assert.Equal((1000u, 100u), (request.Identity!.UserId, request.Identity.GroupId));
        Assert.Equal(
            $"cannot run as user \"daemon\": no such user in /etc/passwd below \"{root.Path}\"",
            rig.Problem(Job("daemon", null, "") with { RootFolder = root.Path }));
    }

    [Fact]
    public void A_link_in_a_chroot_leads_to_no_accounts_outside()
    {
        using PlanRig rig = new();
        using TemporaryFolder root = Root();
        string etc = Path.Combine(root.Path, "etc");
        File.Delete(Path.Combine(etc, "passwd"));
        _ = root.Link("etc/passwd", "../../../../../../../etc/passwd");
        JobDefinition job = Job("root", null, "") with { RootFolder = root.Path };
        Assert.StartsWith("cannot read /etc/passwd below ", rig.Problem(job), StringComparison.Ordinal);
        File.Delete(Path.Combine(etc, "passwd"));
        _ = root.Link("etc/passwd", "/usr/../../proc/self/root/etc/passwd");
        Assert.Contains("no such user", rig.Problem(job), StringComparison.Ordinal);
    }

    [Fact]
    public void Account_files_are_read_only_for_a_job_that_needs_them()
    {
        using PlanRig rig = new();
        JobDefinition job = new("web") { RootFolder = "/nowhere" };
        Assert.Null(rig.Plan(job).Request([]).Identity);
        Assert.Equal(
            "cannot read /etc/passwd below /nowhere: that folder cannot be opened: no such file or directory",
            rig.Problem(job with { User = "1", Group = "1" }));
    }

    private static TemporaryFolder Root()
    {
        var root = new TemporaryFolder();
        _ = Directory.CreateDirectory(Path.Combine(root.Path, "etc"));
        File.WriteAllText(Path.Combine(root.Path, "etc/passwd"), Passwd);
        File.WriteAllText(Path.Combine(root.Path, "etc/group"), Group);
        return root;
    }

    private static JobDefinition Job(string? user, string? group, string groups) => new("web")
    {
        User = user,
        Group = group,
        Groups = [.. groups.Split(',', StringSplitOptions.RemoveEmptyEntries)],
    };

    private static string Find(JobDefinition job, OwnIdentity own)
    {
        JobIdentity? identity = JobIdentity.TryFind(job, own, s_files, out string problem);
        Assert.Equal("", problem);
        return identity!.Change is not { } change
            ? "unchanged"
            : $"{change.UserId}:{change.GroupId}:{string.Join(',', change.SupplementaryGroups)}";
    }
}
