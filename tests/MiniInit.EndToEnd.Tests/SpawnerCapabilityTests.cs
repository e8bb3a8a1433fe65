using System;
using System.IO;
using System.Linq;
using MiniInit.EndToEnd.Tests.Harness;

namespace MiniInit.EndToEnd.Tests;

/// <summary>
/// What a started process may do: users, groups, bounding set, kept and ambient capabilities, no-new-privs.
/// </summary>
public sealed class SpawnerCapabilityTests : IDisposable
{
    private const string None = "0000000000000000";

    private readonly TemporaryFolder _folder = new();
    private readonly string _program;

    public SpawnerCapabilityTests()
    {
        Needs.Root();
        Needs.Program("setpriv");
        _program = _folder.TestChildForAll();
    }

    [Theory]
    // what is asked for; inheritable, permitted, bounding, ambient; 0 is CHOWN, 10 NET_BIND_SERVICE, 21 SYS_ADMIN
    [InlineData("--capabilities=0", "0", "1", "1", "0")]
    [InlineData("--capabilities=none", "0", "0", "0", "0")]
    [InlineData("--capabilities=0,10", "0", "401", "401", "0")]
    [InlineData("--capabilities=0,63", "0", "1", "1", "0")] // one that no kernel has is not there to be kept
    [InlineData("--capabilities=0 --ambient=10", "400", "401", "401", "400")]
    [InlineData("--capabilities=0 --identity=1000,1000", "0", "0", "1", "0")]
    [InlineData("--capabilities=0 --identity=0,0", "0", "1", "1", "0")]
    [InlineData("--capabilities=none --identity=1000,1000 --ambient=10", "400", "400", "400", "400")]
    [InlineData("--capabilities=0 --identity=1000,1000 --ambient=0,10", "401", "401", "401", "401")]
    public void What_is_kept_bounds_root_and_others(
        string options, string inheritable, string permitted, string bounding, string ambient)
    {
        AssertSets([], options, inheritable, permitted, bounding, ambient);
        AssertSets(Wrapper.DockerRoot, options, inheritable, permitted, bounding, ambient);
    }

    [Fact]
    public void What_is_inheritable_is_bounded_as_well_because_root_would_have_it_back() =>
        AssertSets(["setpriv", "--inh-caps=+chown,+kill,+sys_admin"], "--capabilities=0", "1", "1", "1", "0");

    [Fact]
    public void Without_the_right_to_drop_it_is_a_failure_only_if_there_is_something_to_drop()
    {
        string[] wrapper = ["setpriv", "--bounding-set=-all,+chown,+kill"];
        AssertFails(wrapper, "--capabilities=0", "failure BoundingSet EPERM 5");
        AssertSets(wrapper, "--capabilities=0,5", "0", "21", "21", "0");
        AssertFails(Wrapper.Nobody, "--capabilities=none", "failure BoundingSet EPERM 0");
    }

    [Fact]
    public void A_bounded_root_cannot_do_what_it_lacks()
    {
        string node = Path.Combine(_folder.Path, "node");
        string[] command = ["sh", "-c", $"mknod {node} c 1 3 2>/dev/null"];
        Assert.Equal("exit 1", Spawned.Run(["--capabilities=0"], command).End);
        Assert.False(File.Exists(node));
        Assert.Equal("exit 0", Spawned.Run(["--capabilities=27"], command).End);
    }

    [Theory]
    [InlineData("--ambient=10", "bound")]
    [InlineData("--ambient=10 --no-new-privs", "bound")]
    [InlineData("--ambient=0", "not bound EACCES")]
    [InlineData("", "not bound EACCES")]
    public void An_ordinary_user_takes_a_low_port_by_an_ambient_capability(string options, string line)
    {
        // In a network of its own the port is free, and low ports are kept for the capability.
        string[] identity = ["--identity=1000,1000", .. options.Split(' ')];
        foreach (string[] wrapper in new[] { [], Wrapper.DockerRoot })
        {
            string[] network = ["unshare", "--net", .. wrapper];
            Spawned spawned = Spawned.RunBy(_program, network, identity, _program, "bind", "80");
            Assert.Equal([line], spawned.Lines);
        }
    }

    [Theory]
    [InlineData("--ambient=21", "failure Ambient EPERM 21")] // not one of Docker's
    [InlineData("--ambient=10,21 --identity=1000,1000", "failure Ambient EPERM 21")]
    [InlineData("--ambient=0,10,63", "failure Ambient EINVAL 63")]
    public void An_ambient_capability_that_we_lack_or_that_is_none_is_refused_by_name(string options, string outcome) =>
        AssertFails(Wrapper.DockerRoot, options, outcome);

    [Theory]
    [InlineData("--ambient=none")]
    [InlineData("--identity=1000,1000")]
    [InlineData("--identity=1000,1000 --ambient=none")]
    public void Ambient_capabilities_of_ours_are_not_handed_on_when_others_are_asked_for_or_another_user(string options)
    {
        const string Given = "+setuid,+setgid,+kill";
        string[] wrapper = [.. Wrapper.Nobody, $"--inh-caps={Given}", $"--ambient-caps={Given}"];
        Spawned spawned = Show(wrapper, options);
        Assert.Contains($"CapEff {None}", spawned.Lines);
        Assert.Contains($"CapAmb {None}", spawned.Lines);
        Assert.Contains("CapAmb 00000000000000e0", Show(wrapper, "").Lines);
        Assert.Contains("CapAmb 0000000000000020", Show(wrapper, "--ambient=5 --identity=1000,1000").Lines);
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData("--no-new-privs", "1000")]
    public void Without_new_privileges_a_set_user_id_program_gains_nothing(string option, string effective)
    {
        string id = _folder.CopyOfProgram("id", "/usr/bin/id", "4755");
        Assert.Equal([effective], Spawned.Run(["--identity=1000,1000", option], id, "-u").Lines);
    }

    [Theory]
    [InlineData("--identity=1000,1001,7", "failure SupplementaryGroups EPERM")]
    [InlineData("--root=/", "failure Root EPERM")]
    public void Nobody_becomes_no_other_user_and_changes_no_root(string options, string outcome) =>
        AssertFails(Wrapper.Nobody, options, outcome);

    [Theory]
    // ids below 1000, groups below 100 are mapped
    [InlineData("--identity=5,6,10,20", "started")]
    [InlineData("--identity=5,6,10,200,300", "failure SupplementaryGroups EINVAL 200")]
    [InlineData("--identity=5,500,10", "failure GroupId EINVAL")]
    [InlineData("--identity=5000,6,10", "failure UserId EINVAL")]
    public void In_a_user_namespace_the_id_that_is_not_mapped_is_named(string option, string outcome)
    {
        string[] command = ["sh", "-c", "echo ready; read -r go; exec \"$@\"", "sh"];
        using Running running = Running.Start(
            "unshare", ["--user", .. command, _program, "spawn", option, "--", "true"]);
        running.WaitForOutput("ready");
        File.WriteAllText($"/proc/{running.Pid}/uid_map", "0 0 1000\n");
        File.WriteAllText($"/proc/{running.Pid}/gid_map", "0 0 100\n");
        running.Type("go");
        Assert.Equal(0, running.WaitForExit());
        Assert.Equal(outcome, Spawned.Parse(running.Output).Outcome);
    }

    [Fact]
    public void As_with_docker_a_job_gets_user_groups_root_and_directory()
    {
        Spawned spawned = Show(Wrapper.DockerRoot, "--root=/ --directory=/usr --identity=1000,1001,7,8 --umask=077");
        string[] expected =
        [
            "Uid 1000 1000 1000 1000", "Gid 1001 1001 1001 1001", "Groups 7 8", "directory /usr", "Umask 0077",
            $"CapPrm {None}", "CapBnd 00000000a80425fb",
        ];
        Assert.All(expected, line => Assert.Contains(line, spawned.Lines));
    }

    public void Dispose() => _folder.Dispose();

    private static string Mask(string hexadecimal) => hexadecimal.PadLeft(16, '0');

    private Spawned Show(string[] wrapper, string options)
    {
        Spawned spawned = Spawned.RunBy(_program, wrapper, options.Split(' '), _program, "show");
        Assert.Equal(("started", "exit 0"), (spawned.Outcome, spawned.End));
        return spawned;
    }

    private void AssertSets(
        string[] wrapper, string options, string inheritable, string permitted, string bounding, string ambient)
    {
        string[] expected =
        [
            $"CapInh {Mask(inheritable)}", $"CapPrm {Mask(permitted)}", $"CapEff {Mask(permitted)}",
            $"CapBnd {Mask(bounding)}", $"CapAmb {Mask(ambient)}",
        ];
        Assert.Equal(expected, Show(wrapper, options).Lines.Where(l => l.StartsWith("Cap", StringComparison.Ordinal)));
    }

    private void AssertFails(string[] wrapper, string options, string outcome)
    {
        Spawned spawned = Spawned.RunBy(_program, wrapper, options.Split(' '), "true");
        Assert.Equal((outcome, "exit 127"), (spawned.Outcome, spawned.End));
    }
}
