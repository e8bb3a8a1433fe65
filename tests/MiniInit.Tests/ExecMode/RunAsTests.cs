using System.Linq;
using System.Text;
using MiniInit.ExecMode;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Spawning;

namespace MiniInit.Tests.ExecMode;

public sealed class RunAsTests
{
    private static readonly AccountFiles s_files = new(
        Encoding.UTF8.GetBytes("""
            root:x:0:0:root:/root:/bin/sh
            web:x:1000:100:Web:/srv/web:/bin/false
            77:x:5000:50::/home/77:
            homeless:x:1001:100:::
            """),
        Encoding.UTF8.GetBytes("""
            root:x:0:
            users:x:100:web
            video:x:44:web,homeless
            audio:x:29:homeless,web
            """));

    [Theory]
    //                                 uid    gid    groups
    [InlineData("root", 0u, 0u, "0")]
    [InlineData("0", 0u, 0u, "0")]
    [InlineData("web", 1000u, 100u, "100,44,29")]
    [InlineData("1000", 1000u, 100u, "100,44,29")]
    [InlineData("web:video", 1000u, 44u, "44")]
    [InlineData("web:44", 1000u, 44u, "44")]
    [InlineData("web:12345", 1000u, 12345u, "12345")]
    [InlineData("12345:users", 12345u, 100u, "100")]
    [InlineData("12345:12345", 12345u, 12345u, "12345")]
    [InlineData("77", 5000u, 50u, "50")] // a name before a number, as getpwnam(3) callers have it
    [InlineData("4294967294:4294967294", 4294967294u, 4294967294u, "4294967294")]
    public void User_and_group_are_found_by_name_and_number(string text, uint user, uint group, string groups)
    {
        RunAs? runAs = RunAs.TryFind(text, s_files, out string problem);
        Assert.Equal("", problem);
        Assert.NotNull(runAs);
        Assert.Equal((user, group), (runAs.Identity.UserId, runAs.Identity.GroupId));
        Assert.Equal(groups, string.Join(',', runAs.Identity.SupplementaryGroups));
    }

    [Theory]
    [InlineData("nobody", "cannot run as user \"nobody\": no such user in /etc/passwd")]
    [InlineData("", "cannot run as user \"\": no such user in /etc/passwd")]
    [InlineData(":users", "cannot run as user \"\": no such user in /etc/passwd")]
    [InlineData("-1", "cannot run as user \"-1\": no such user in /etc/passwd")]
    [InlineData("4294967295:0", "cannot run as user \"4294967295\": no such user in /etc/passwd")]
    [InlineData("a\nb", "cannot run as user \"a\\x0ab\": no such user in /etc/passwd")]
    [InlineData("12345",
        "cannot run as user 12345: /etc/passwd does not say its group, so give it: --run-as 12345:GROUP")]
    [InlineData("web:nogroup", "cannot run as group \"nogroup\": no such group in /etc/group")]
    [InlineData("web:", "cannot run as group \"\": no such group in /etc/group")]
    [InlineData("web:video:audio", "cannot run as group \"video:audio\": no such group in /etc/group")]
    [InlineData("web:4294967295", "cannot run as group \"4294967295\": no such group in /etc/group")]
    public void What_is_not_there_is_named(string text, string expected)
    {
        Assert.Null(RunAs.TryFind(text, s_files, out string problem));
        Assert.Equal(expected, problem);
    }

    [Theory]
    [InlineData("web", "HOME=/srv/web USER=web LOGNAME=web")]
    [InlineData("homeless", "HOME=/ USER=homeless LOGNAME=homeless")]
    [InlineData("12345:1", "HOME=/ USER=old LOGNAME=old")]
    public void Variables_are_the_users(string text, string expected)
    {
        using StringVector environment = StringVector.Of("HOME=/root", "USER=old", "LOGNAME=old");
        RunAs.TryFind(text, s_files, out _)!.SetVariables(environment);
        var entries = Enumerable.Range(0, environment.Count).Select(i => Encoding.UTF8.GetString(environment[i]));
        Assert.Equal(expected, string.Join(' ', entries));
    }
}
