using System.Text;
using MiniInit.Linux.Lineage;

namespace MiniInit.Linux.Tests.Lineage;

public sealed class ControlGroupPathTests
{
    private const string Unified = "31 23 0:28 / /sys/fs/cgroup ro,nosuid - tmpfs tmpfs ro,mode=755\n"
        + "32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu\n"
        + "38 31 0:41 / /sys/fs/cgroup/unified rw,relatime shared:11 master:1 - cgroup2 cgroup2 rw,nsdelegate\n";

    private const string Version1 = "9:name=systemd:/a\n4:memory:/b/c\n";

    [Theory]
    [InlineData(Unified, Version1 + "0::/\n", "/sys/fs/cgroup/unified", "")]
    [InlineData(Unified, Version1 + "0::/user.slice/a\\x2db.scope\n", "/sys/fs/cgroup/unified/user.slice/a\\x2db.scope", "/user.slice/a\\x2db.scope")]
    [InlineData("30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "0::/init.scope\n", "/sys/fs/cgroup/init.scope", "/init.scope")]
    [InlineData("30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw", "0::/init.scope", "/sys/fs/cgroup/init.scope", "/init.scope")]
    [InlineData("30 23 0:26 /docker/1 /sys/fs/cgroup rw - cgroup2 cgroup rw\n", "0::/docker/1\n", "/sys/fs/cgroup", "/docker/1")]
    [InlineData("30 23 0:26 /docker/1 /sys/fs/cgroup rw - cgroup2 cgroup rw\n", "0::/docker/1/x\n", "/sys/fs/cgroup/x", "/docker/1/x")]
    [InlineData("29 23 0:26 /docker/12 /a rw - cgroup2 c rw\n30 23 0:26 /docker/1 /b rw - cgroup2 c rw\n", "0::/docker/1/x\n", "/b/x", "/docker/1/x")]
    public void Our_own_group_is_found_where_it_is_mounted(string mounts, string groups, string folder, string name) =>
        Assert.Equal(new ControlGroupPath(folder, name), Find(mounts, groups));

    [Theory]
    [InlineData("", "0::/\n")]
    [InlineData(Unified, "")]
    [InlineData(Unified, Version1)]
    [InlineData("32 31 0:29 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n", "0::/\n")]
    [InlineData("30 23 0:26 /docker/1 /sys/fs/cgroup rw - cgroup2 cgroup rw\n", "0::/docker/12\n")]
    [InlineData("30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "0::/../other\n")]
    [InlineData("30 23 0:26 /.. /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n", "0::/\n")]
    public void Where_it_is_not_to_be_seen_there_is_none(string mounts, string groups) => Assert.Null(Find(mounts, groups));

    private static ControlGroupPath? Find(string mounts, string groups) =>
        ControlGroupPath.Find(Encoding.UTF8.GetBytes(mounts), Encoding.UTF8.GetBytes(groups));
}
