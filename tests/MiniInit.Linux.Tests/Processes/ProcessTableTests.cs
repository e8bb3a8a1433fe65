using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests.Processes;

[Collection(nameof(StartsPrograms))]
public sealed class ProcessTableTests
{
    [Fact]
    public void The_live_proc_shows_us_and_our_child()
    {
        using var child = Process.Start("sleep", "1000");
        try
        {
            IReadOnlyList<ProcessEntry>? table = ProcessTable.TryReadAll();
            Assert.NotNull(table);
            Assert.Equal(table.Count, table.Select(e => e.Pid).Distinct().Count());
            Assert.Single(table, e => e.Pid == Environment.ProcessId && e.ParentPid == CurrentProcess.ParentId);
            ProcessEntry entry = Assert.Single(table, e => e.Pid == child.Id);
            Assert.Equal(Environment.ProcessId, entry.ParentPid);
            Assert.Contains(Descendants.Of(table, Environment.ProcessId, []), e => e.Pid == child.Id);
            Assert.DoesNotContain(Descendants.Of(table, Environment.ProcessId, [entry]), e => e.Pid == child.Id);

            Assert.True(ProcessTable.TryRead(child.Id, out ProcessEntry again));
            Assert.Equal((entry.Pid, entry.ParentPid, entry.StartTime), (again.Pid, again.ParentPid, again.StartTime));
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        Assert.False(ProcessTable.TryRead(child.Id, out _));
    }

    [Fact]
    public void What_a_pidfd_tells_is_what_proc_tells()
    {
        using var first = Process.Start("sleep", "1000");
        using var second = Process.Start("setsid", ["sleep", "1000"]);
        try
        {
            Assert.True(ProcessTable.TryRead(second.Id, out ProcessEntry younger));
            foreach (Process process in (Process[])[first, second])
            {
                byte[] stat = File.ReadAllBytes($"/proc/{process.Id}/stat"), status = File.ReadAllBytes($"/proc/{process.Id}/status");
                Assert.True(ProcessTable.TryRead(process.Id, out ProcessEntry entry));
                Assert.True(ProcessEntry.TryParse(stat, out ProcessEntry ofStat));
                Assert.True(ProcessEntry.TryParseStatus(status, out ProcessEntry ofStatus));
                Assert.Equal((ofStat.Pid, ofStat.ParentPid, ofStat.GroupId), (entry.Pid, entry.ParentPid, entry.GroupId));
                Assert.Equal((ofStat.Pid, ofStat.ParentPid, ofStat.Threads), (ofStatus.Pid, ofStatus.ParentPid, ofStatus.Threads));
                Assert.False(entry.IsZombie || ofStat.IsZombie || ofStatus.IsZombie);
                Assert.True(entry.StartTime <= younger.StartTime);
            }
        }
        finally
        {
            first.Kill();
            second.Kill();
            first.WaitForExit();
            second.WaitForExit();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Nobody_has_that_pid(int pid) => Assert.False(ProcessTable.TryRead(pid, out _));
}
