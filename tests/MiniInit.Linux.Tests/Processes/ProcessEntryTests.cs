using System.Text;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests.Processes;

public sealed class ProcessEntryTests
{
    private const string AfterParent = "42 43 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654321 1000 2 18446744073709551615";

    [Theory]
    [InlineData("sleep")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(") R 1 (")]
    [InlineData(") R 1 1 1 1 1 (")]
    [InlineData(")")]
    [InlineData("))) Z 0")]
    [InlineData("a\nb")]
    [InlineData("\u00ff\u0001")]
    [InlineData("13 (x) S 1")]
    public void The_commands_name_cannot_pretend_to_be_a_field(string name)
    {
        byte[] line = Encoding.UTF8.GetBytes($"4711 ({name}) S 12 {AfterParent}\n");
        Assert.True(ProcessEntry.TryParse(line, out ProcessEntry entry));
        Assert.Equal(new ProcessEntry(4711, 12, 'S', 987654321) { GroupId = 42, SessionId = 43, Threads = 1 }, entry);
    }

    [Fact]
    public void A_line_that_ends_with_the_start_time_is_enough()
    {
        Assert.True(ProcessEntry.TryParse("1 (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 99"u8, out ProcessEntry entry));
        Assert.Equal(new ProcessEntry(1, 0, 'S', 99) { GroupId = 1, SessionId = 1, Threads = 1 }, entry);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1 (init")]
    [InlineData("1 (init)")]
    [InlineData("1 (init) ")]
    [InlineData("1 (init) S")]
    [InlineData("1 (init) S ")]
    [InlineData("1 (init) S 0")]
    [InlineData("1 (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0")]
    [InlineData("1 (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 ")]
    [InlineData("1 (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 x")]
    [InlineData("1 (init) S x 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 99")]
    [InlineData("x (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 99")]
    [InlineData("99999999999 (init) S 0 1 1 0 -1 0 1 2 3 4 5 6 7 8 20 0 1 0 99")]
    [InlineData(")")]
    [InlineData("                              ")]
    public void Anything_cut_or_damaged_is_refused(string line) =>
        Assert.False(ProcessEntry.TryParse(Encoding.UTF8.GetBytes(line), out _));

    [Theory]
    [InlineData('Z', true)]
    [InlineData('X', true)]
    [InlineData('R', false)]
    [InlineData('S', false)]
    [InlineData('D', false)]
    [InlineData('T', false)]
    [InlineData('t', false)]
    [InlineData('I', false)]
    public void Ended_processes_are_zombies(char state, bool zombie) =>
        Assert.Equal(zombie, new ProcessEntry(1, 0, state, 0).IsZombie);

    private const string Status = "Name:\tsleep\nUmask:\t0022\nState:\tS (sleeping)\nTgid:\t4711\nNgid:\t0\nPid:\t4711\nPPid:\t12\nTracerPid:\t7\nGroups:\t1 2 \n";

    [Fact]
    public void A_status_tells_of_parent_state_and_threads()
    {
        Assert.True(ProcessEntry.TryParseStatus(Encoding.UTF8.GetBytes(Status + "Threads:\t3\nSigQ:\t1/2\n"), out ProcessEntry entry));
        Assert.Equal(new ProcessEntry(4711, 12, 'S', 0) { Threads = 3 }, entry);
    }

    [Fact]
    public void A_status_that_is_cut_behind_the_parent_is_enough()
    {
        Assert.True(ProcessEntry.TryParseStatus(Encoding.UTF8.GetBytes(Status), out ProcessEntry entry));
        Assert.Equal(new ProcessEntry(4711, 12, 'S', 0) { Threads = 1 }, entry);
        for (int length = 0; length < Status.IndexOf("PPid:\t", System.StringComparison.Ordinal) + 6; length++)
        {
            Assert.False(ProcessEntry.TryParseStatus(Encoding.UTF8.GetBytes(Status[..length]), out _), Status[..length]);
        }
    }

    [Fact]
    public void The_commands_name_cannot_pretend_to_be_a_line_of_its_status()
    {
        // The kernel escapes line breaks in it.
        string text = Status.Replace("sleep", "\\nPid:\t1\\nPPid:\t1", System.StringComparison.Ordinal);
        Assert.True(ProcessEntry.TryParseStatus(Encoding.UTF8.GetBytes(text), out ProcessEntry entry));
        Assert.Equal((4711, 12), (entry.Pid, entry.ParentPid));
    }
}
