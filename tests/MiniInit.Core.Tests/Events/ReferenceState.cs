using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events;

/// <summary>
/// What a state must say, worked out anew each time from everything that has happened since the reset: slow, and too
/// simple to be wrong in the same way.
/// </summary>
internal sealed class ReferenceState(EventExpression expression, Func<string, string?> expand)
{
    private readonly List<Event> _history = [];
    private IReadOnlySet<EventExpression.Level> _levels = new HashSet<EventExpression.Level>();

    public bool Value => IsTrue(expression);

    public List<Event> Events => Collect(expression);

    /// <summary>Fires if the event makes an operand true that was not, and all above that operand are true.</summary>
    public bool Handle(Event occurred)
    {
        HashSet<EventExpression> before = new(Leaves(expression).Where(IsTrue), ReferenceEqualityComparer.Instance);
        _history.Add(occurred);
        return Value && Taking(expression).Any(leaf => !before.Contains(leaf));
    }

    public bool SetLevels(IReadOnlySet<EventExpression.Level> levels)
    {
        bool before = Value;
        _levels = levels;
        return !before && Value;
    }

    public void Reset() => _history.Clear();

    private static IEnumerable<EventExpression> Leaves(EventExpression node) => node switch
    {
        EventExpression.And and => Leaves(and.Left).Concat(Leaves(and.Right)),
        EventExpression.Or or => Leaves(or.Left).Concat(Leaves(or.Right)),
        _ => [node],
    };

    private bool IsTrue(EventExpression node) => node switch
    {
        EventExpression.And and => IsTrue(and.Left) && IsTrue(and.Right),
        EventExpression.Or or => IsTrue(or.Left) || IsTrue(or.Right),
        EventExpression.Match match => _history.Any(e => match.Condition.IsMatch(e, expand)),
        EventExpression.Level level => _levels.Contains(level),
        _ => throw new UnreachableException(),
    };

    private IEnumerable<EventExpression> Taking(EventExpression node) => (IsTrue(node), node) switch
    {
        (false, _) => [],
        (_, EventExpression.And and) => Taking(and.Left).Concat(Taking(and.Right)),
        (_, EventExpression.Or or) => Taking(or.Left).Concat(Taking(or.Right)),
        _ => [node],
    };

    private List<Event> Collect(EventExpression node) =>
    [
        .. from match in Taking(node).OfType<EventExpression.Match>()
           select _history.First(e => match.Condition.IsMatch(e, expand)),
    ];
}
