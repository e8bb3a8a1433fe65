using MiniInit.Core.Jobs;
using MiniInit.Core.Supervision;
using MiniInit.Linux.Lineage;
using MiniInit.Linux.Spawning;
using MiniInit.Supervision.Children;
using MiniInit.Supervision.Lineage;
using MiniInit.Supervision.Processes;

namespace MiniInit.Tests.Supervision.Lineage;

public sealed class InvocationsTests
{
    private static readonly MarkSpace s_space = MarkSpace.Below(ulong.MaxValue)!;
    private readonly Invocations _invocations = new(s_space, chance: 42);

    [Fact]
    public void All_processes_of_a_start_are_of_one_invocation()
    {
        Invocation main = Begin(1);
        Assert.Same(main, _invocations.For(Order(1) with { Role = ProcessRole.PreStop }));
        Assert.Same(main, _invocations.WithMark(_invocations.MarkOf(main)!.Value));
        Assert.Same(main, _invocations.WithMark(_invocations.MarkOf(main)!.Value - 5)); // an inner init's
    }

    [Fact]
    public void The_next_start_ends_the_one_before_unless_orphans_of_it_are_left()
    {
        Invocation first = Begin(1);
        ulong mark = _invocations.MarkOf(first)!.Value;
        first.Orphans = 2;
        Invocation second = Begin(2);
        Assert.Equal([first, second], _invocations.Of("web", ""));
        Assert.Same(first, _invocations.WithMark(mark));
        _invocations.NoteOrphanGone(first);
        Assert.Same(first, _invocations.WithMark(mark));
        _invocations.NoteOrphanGone(first);

        // What that one left is listed before the end of the turn.
        Assert.Same(first, _invocations.WithMark(mark));
        _invocations.EndTurn(isKnown: true, new ChildTable());
        Assert.Equal([second], _invocations.Of("web", ""));
        Assert.Null(_invocations.WithMark(mark));
    }

    [Fact]
    public void What_was_forgotten_leaves_nothing_behind()
    {
        Invocation first = Begin(1);
        ulong mark = _invocations.MarkOf(first)!.Value;
        _invocations.Forget("web", "");
        Assert.Empty(_invocations.Of("web", ""));
        Assert.Null(_invocations.WithMark(mark));
    }

    [Fact]
    public void Marks_of_those_that_run_are_passed_over_when_all_have_been_given_once()
    {
        MarkSpace narrow = MarkSpace.Below(MarkSpace.Below(MarkSpace.Below(ulong.MaxValue)!.MarkOf(0))!.MarkOf(0))!;
        var invocations = new Invocations(narrow, chance: (ulong)narrow.Count - 1);
        Invocation last = invocations.For(Order(1, "last"));
        Assert.Equal(narrow.Count - 1, last.MarkNumber);
        Assert.Equal(0, invocations.For(Order(2, "next")).MarkNumber);
    }

    [Fact]
    public void A_job_that_wants_none_or_sets_the_limit_itself_has_no_mark()
    {
        Assert.Null(_invocations.MarkOf(_invocations.For(Order(1, "none", job => job with { Tracking = Tracking.None }))));
        Assert.Null(_invocations.MarkOf(_invocations.For(
            Order(2, "real", job => job with { Limits = [new ResourceLimit(Resource.Rttime, 200_000, 200_000)] }))));
    }

    [Fact]
    public void A_job_that_sets_no_hard_limit_is_marked_and_keeps_its_soft_one()
    {
        Invocation real = _invocations.For(Order(1, "real", job => job with { Limits = [new ResourceLimit(Resource.Rttime, 200_000, null)] }));
        ulong mark = _invocations.MarkOf(real)!.Value;
        Assert.Equal(
            [new SpawnLimit(SpawnResource.Rttime, 200_000, mark)], JobSettings.Limits([new(Resource.Rttime, 200_000, null)], null, mark));
        Assert.Equal(
            [new SpawnLimit(SpawnResource.Rttime, mark, mark)], JobSettings.Limits([new(Resource.Rttime, null, null)], null, mark));
        Assert.Equal(
            [new SpawnLimit(SpawnResource.Rttime, mark, mark)], JobSettings.Limits([new(Resource.Rttime, long.MaxValue, null)], null, mark));
    }

    [Theory]
    [InlineData(true, 0, false)]
    [InlineData(true, 1, true)]
    [InlineData(false, 0, true)]
    public void A_session_is_forgotten_when_nothing_of_its_start_is_left(bool isKnown, int orphans, bool isKept)
    {
        Invocation one = _invocations.For(Order(1, change: job => job with { Tracking = Tracking.None }));
        _invocations.NoteLeader(one, 4321);
        one.Orphans = orphans + 1;
        _invocations.NoteOrphanGone(one);
        Assert.Same(one, _invocations.WithSession(4321, ulong.MaxValue));
        _invocations.EndTurn(isKnown, new ChildTable());
        Assert.Equal(isKept ? one : null, _invocations.WithSession(4321, ulong.MaxValue));
    }

    [Fact]
    public void Without_a_space_there_are_no_marks_and_all_else_goes_on()
    {
        var invocations = new Invocations(null, chance: 7);
        Invocation one = invocations.For(Order(1));
        Assert.False(invocations.HasMarks);
        Assert.Null(invocations.MarkOf(one));
        Assert.Null(invocations.WithMark(ulong.MaxValue));
        Assert.Same(one, invocations.Latest("web", ""));
    }

    private Invocation Begin(long number) => _invocations.For(Order(number));

    private static SupervisorEffect.Spawn Order(long number, string name = "web", System.Func<JobDefinition, JobDefinition>? change = null)
    {
        JobDefinition job = new(name);
        return new SupervisorEffect.Spawn(
            new ProcessTicket(number), change is null ? job : change(job), "", ProcessRole.Main, new JobCommand.Program(["x"]), [])
        { Invocation = number };
    }
}
