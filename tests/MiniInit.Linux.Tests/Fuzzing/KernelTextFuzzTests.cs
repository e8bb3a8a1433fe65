using System;
using System.Collections.Generic;
using System.Linq;
using MiniInit.Core.Tests.Fuzzing;
using MiniInit.Linux.Accounts;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests.Fuzzing;

/// <summary>
/// What /proc and /etc say, damaged: names in it are anybody's, and a file below a chroot may be too. Each text is read or
/// is none. The seeds are fixed: a failure comes again.
/// </summary>
public sealed class KernelTextFuzzTests
{
    private const int Texts = 40_000;

    private static readonly string[] s_numbers = ["-1", "0", "4294967295", "4294967296", "18446744073709551616", "(", ")", ") ", " ", "\n", ":", "unlimited"];

    [Fact]
    public void The_line_of_a_process() => Fuzz.Holds(new Mutator(1, Fuzz.Corpus("stat.txt"), s_numbers), Texts, text =>
    {
        bool isRight = ProcessEntry.TryParse(text, out ProcessEntry entry);
        Assert.True(isRight || entry == default);
    });

    [Fact]
    public void The_status_of_a_process() => Fuzz.Holds(new Mutator(2, Fuzz.Corpus("status.txt"), [.. s_numbers, "\nPid:\t", "\nState:\t", "\nPPid:\t"]), Texts, text =>
    {
        bool isRight = ProcessEntry.TryParseStatus(text, out ProcessEntry entry);
        Assert.True(isRight || entry == default);
    });

    [Fact]
    public void The_limits_of_a_process()
    {
        int read = 0;
        Fuzz.Holds(
            new Mutator(3, Fuzz.Corpus("limits.txt"), [.. s_numbers, "Max realtime timeout "]),
            Texts,
            text => read += ProcessMark.TryParse(text, out _) ? 1 : 0);
        Assert.InRange(read, Texts / 100, Texts - 1);
    }

    [Fact]
    public void Mounts_and_groups()
    {
        IReadOnlyList<byte[]> groups = Fuzz.Corpus("cgroup.txt");
        var others = new Mutator(4, groups, "0::", "/", "/..", "\n");
        Fuzz.Holds(new Mutator(5, Fuzz.Corpus("mountinfo.txt"), [" - cgroup2 ", " - ", "/", "/..", " ", "\n"]), Texts, mounts =>
        {
            foreach (byte[] group in groups.Append(others.Next()))
            {
                ControlGroupPath? path = ControlGroupPath.Find(mounts, group);
                Assert.True(path is null || !path.Name.Contains("/..", StringComparison.Ordinal));
            }
        });
    }

    [Fact]
    public void Users_and_groups()
    {
        var groups = new Mutator(6, Fuzz.Corpus("group.txt"), [.. s_numbers, "web", ",", "::"]);
        Fuzz.Holds(new Mutator(7, Fuzz.Corpus("passwd.txt"), [.. s_numbers, "web", "::"]), Texts / 4, passwd =>
        {
            var files = new AccountFiles(passwd, groups.Next());
            foreach (string name in (string[])["root", "web", "1000", ""])
            {
                if (files.FindUser(name) is { } account)
                {
                    IReadOnlyList<uint> ids = files.GroupsOf(account);
                    Assert.Equal(account.GroupId, ids[0]);
                    Assert.Equal(ids.Distinct(), ids);
                    Assert.DoesNotContain(uint.MaxValue, ids.Append(account.UserId));
                }

                _ = files.FindGroup(name);
            }
        });
    }
}
