using System.Collections.Generic;
using System.Linq;
using MiniInit.Linux.Processes;

namespace MiniInit.Linux.Tests.Processes;

public sealed class ProcessTreeTests
{
    [Fact]
    public void A_family_is_what_is_below_by_parents_and_what_is_in_the_session()
    {
        ProcessTree tree = new(
        [
            Of(10, parent: 1, session: 10), // the root
            Of(11, parent: 10, session: 10), // its child
            Of(12, parent: 1, session: 10), // orphaned, in its session
            Of(13, parent: 12, session: 13), // below that, in a session of its own
            Of(14, parent: 11, session: 14), // left the session, its parent lives
            Of(20, parent: 1, session: 20), // another job
        ]);
        Assert.Equal([11, 12, 13, 14], Family(tree, 10));
        Assert.Equal([], Family(tree, 20));
    }

    [Fact]
    public void The_dead_are_left_out_and_what_is_below_them_is_not()
    {
        ProcessTree tree = new([Of(10, 1, 10), Of(11, 10, 10, 'Z'), Of(12, 11, 12)]);
        Assert.Equal([12], Family(tree, 10));
    }

    [Fact]
    public void A_ring_of_parents_has_an_end()
    {
        ProcessTree tree = new([Of(10, 11, 10), Of(11, 10, 11)]);
        Assert.Equal([11], Family(tree, 10));
    }

    [Fact]
    public void A_session_that_is_not_of_our_namespace_binds_nobody_together()
    {
        ProcessTree tree = new([Of(10, 1, 0), Of(20, 1, 0), Of(30, 1, 1), Of(31, 1, 1)]);
        Assert.Equal([], Family(tree, 10));
        Assert.Equal([], Family(tree, 30));
    }

    [Fact]
    public void Below_is_who_has_the_other_among_its_parents()
    {
        ProcessTree tree = new([Of(10, 1, 10), Of(11, 10, 10), Of(12, 11, 12), Of(20, 21, 20), Of(21, 20, 20)]);
        Assert.True(tree.IsBelow(12, 10));
        Assert.True(tree.IsBelow(12, 1));
        Assert.False(tree.IsBelow(10, 12));
        Assert.False(tree.IsBelow(10, 10));
        Assert.False(tree.IsBelow(20, 1));
        Assert.False(tree.IsBelow(99, 1));
    }

    [Fact]
    public void Below_goes_by_parents_alone()
    {
        ProcessTree tree = new([Of(10, 1, 10), Of(11, 10, 10), Of(12, 1, 10)]);
        List<ProcessEntry> below = [];
        tree.AddBelow(10, [], below);
        Assert.Equal([11], below.Select(entry => entry.Pid));
    }

    [Fact]
    public void Those_that_are_excepted_are_so_with_all_they_have_unless_the_pid_is_anothers()
    {
        ProcessTree tree = new([Of(10, 1, 10), Of(11, 10, 10), Of(12, 11, 10), Of(13, 10, 10)]);
        List<ProcessEntry> below = [];
        tree.AddBelow(10, [Of(11, 10, 10), Of(13, 10, 10) with { StartTime = 7 }], below);
        Assert.Equal([13], below.Select(entry => entry.Pid));
    }

    private static ProcessEntry Of(int pid, int parent, int session, char state = 'S') =>
        new(pid, parent, state, (ulong)pid) { GroupId = session, SessionId = session };

    private static IEnumerable<int> Family(ProcessTree tree, int root)
    {
        List<ProcessEntry> family = [];
        tree.AddFamily(root, family);
        return family.Select(entry => entry.Pid).Order();
    }
}
