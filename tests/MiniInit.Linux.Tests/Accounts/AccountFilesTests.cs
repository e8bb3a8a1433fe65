using System;
using System.IO;
using System.Linq;
using System.Text;
using MiniInit.EndToEnd.Tests.Harness;
using MiniInit.Linux.Accounts;

namespace MiniInit.Linux.Tests.Accounts;

public sealed class AccountFilesTests
{
    private static readonly AccountFiles s_files = Files(
        """
        # a comment:x:9:9::/:
        root:x:0:0:root:/root:/bin/sh
        web:x:1000:100:Web,,,:/srv/web:/bin/false
        web:x:2000:200:the second of its name:/:
        1000:x:3000:300::/home/1000:
        short:x:1:1
        +::::::
        bad:x:-2:0::/:
        bad:x:4294967295:0::/:
        bad:x:1e3:0::/:
        noname:x:5:5::/h:/s:more:fields
        last:x:6:6::/:/bin/sh
        """,
        """
        #users:x:9:
        root:x:0:
        users:x:100:web
        both:x:200:a,web,b
        again:x:200:web
        primary:x:100:web
        44:x:4400:
        prefix:x:45:webmaster,awe
        nothing:x:46
        bad:x:y:web
        """);

    [Theory]
    [InlineData("root", 0u, 0u, "/root", "/bin/sh")]
    [InlineData("0", 0u, 0u, "/root", "/bin/sh")]
    [InlineData("web", 1000u, 100u, "/srv/web", "/bin/false")]
    [InlineData("2000", 2000u, 200u, "/", "")]
    [InlineData("1000", 3000u, 300u, "/home/1000", "")] // a name before a number
    [InlineData("noname", 5u, 5u, "/h", "/s")]
    [InlineData("last", 6u, 6u, "/", "/bin/sh")]
    public void Users_are_found_by_name_and_by_number(string text, uint user, uint group, string home, string shell)
    {
        UserAccount? account = s_files.FindUser(text);
        Assert.NotNull(account);
        Assert.Equal((user, group, home, shell), (account.UserId, account.GroupId, account.Home, account.Shell));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("+")]
    [InlineData("bad")]
    [InlineData("9")]
    [InlineData("#")]
    [InlineData("ROOT")]
    [InlineData("4294967295")]
    [InlineData("root:x")]
    public void Nobody_else_is_found(string text) => Assert.Null(s_files.FindUser(text));

    [Theory]
    [InlineData("users", 100u)]
    [InlineData("both", 200u)]
    [InlineData("nothing", 46u)]
    [InlineData("44", 4400u)]
    [InlineData("12345", 12345u)]
    [InlineData("0", 0u)]
    [InlineData("4294967294", 4294967294u)]
    [InlineData("4294967295", null)]
    [InlineData("nogroup", null)]
    [InlineData("bad", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData(" 0", null)]
    [InlineData("+0", null)]
    public void Groups_are_found_by_name_else_they_are_numbers(string text, uint? id) =>
        Assert.Equal(id, s_files.FindGroup(text));

    [Theory]
    [InlineData("web", "100 200")]
    [InlineData("root", "0")]
    [InlineData("last", "6")]
    public void Groups_of_a_user_are_the_primary_and_those_that_list_it(string user, string groups) =>
        Assert.Equal(groups, string.Join(' ', s_files.GroupsOf(s_files.FindUser(user)!)));

    [Fact]
    public void There_are_never_more_groups_than_the_kernel_takes()
    {
        string lines = string.Join('\n', Enumerable.Range(1, 70_000).Select(id => $"g{id}:x:{id}:web"));
        AccountFiles files = Files("web:x:1000:0::/:", lines);
        Assert.Equal(65_536, files.GroupsOf(files.FindUser("web")!).Count);
    }

    /// <summary>A file below a chroot may be anybody's, and init waits while it is read.</summary>
    [Fact]
    public void Groups_are_read_no_further_than_they_are_taken()
    {
        long few = Allocated(70_000);
        long many = Allocated(210_000);
        Assert.InRange(many, 0, few * 3 / 2);

        static long Allocated(int groups)
        {
            AccountFiles files = Files("web:x:1000:0::/:", string.Join('\n', Enumerable.Range(1, groups).Select(id => $"g{id}:x:{id}:web")));
            UserAccount account = files.FindUser("web")!;
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = files.GroupsOf(account);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData(":")]
    [InlineData(":::::::::::")]
    [InlineData("\0\0\0\0")]
    [InlineData("root")]
    public void Damaged_files_have_nobody(string content)
    {
        AccountFiles files = Files(content, content);
        Assert.Null(files.FindUser("root"));
        Assert.Null(files.FindGroup("root"));
    }

    [Fact]
    public void Bytes_that_are_no_text_hurt_nobody_else()
    {
        byte[] passwd = [0xFF, 0xFE, (byte)':', (byte)'\n', .. Encoding.ASCII.GetBytes("web:x:1:2::/:\n")];
        Assert.Equal(1u, new AccountFiles(passwd, default).FindUser("web")?.UserId);
    }

    [Fact]
    public void The_files_of_this_machine_have_root()
    {
        AccountFiles files = AccountFiles.Read();
        Assert.Equal("root", files.FindUser("0")?.Name);
        Assert.Equal(0u, files.FindGroup("root"));
    }

    [Fact]
    public void The_files_below_a_root_are_read_and_no_link_leads_out_of_it()
    {
        using var folder = new TemporaryFolder();
        string etc = Path.Combine(folder.Path, "etc");
        _ = Directory.CreateDirectory(etc);
        _ = File.CreateSymbolicLink(Path.Combine(etc, "passwd"), "/../../../etc/real");
        File.WriteAllText(Path.Combine(etc, "real"), "inner:x:7:8::/:/bin/sh\n");
        AccountFiles? files = AccountFiles.TryRead(folder.Path, out string problem);
        Assert.Equal("", problem);
        Assert.Equal(7u, files!.FindUser("inner")?.UserId);
        Assert.Null(files.FindUser("root"));
        Assert.Null(files.FindGroup("root"));
    }

    [Fact]
    public void Files_that_cannot_be_read_are_named()
    {
        using var folder = new TemporaryFolder();
        _ = Directory.CreateDirectory(Path.Combine(folder.Path, "etc/group"));
        Assert.Null(AccountFiles.TryRead(folder.Path, out string problem));
        Assert.Equal($"cannot read /etc/group below {folder.Path}: it is a folder, not a regular file", problem);
        Assert.NotNull(AccountFiles.TryRead(null, out _)?.FindUser("root"));
    }

    private static AccountFiles Files(string passwd, string group) =>
        new(Encoding.UTF8.GetBytes(passwd), Encoding.UTF8.GetBytes(group));
}
