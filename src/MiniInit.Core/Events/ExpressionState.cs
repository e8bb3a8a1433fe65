using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace MiniInit.Core.Events;

/// <summary>
/// How far one job has come in waiting for its expression, by Upstart's rules: an operand that an event has matched
/// stays true until the whole is reset, and keeps the first event that matched it. Levels are not remembered: they are
/// what was last said of them.
/// </summary>
/// <remarks>
/// The owner calls <see cref="Reset"/> once it has acted on a fired expression. The state is <see cref="Operands"/> and
/// nothing else; the values of the operators follow from them.
/// </remarks>
public sealed class ExpressionState
{
    // The tree in post-order: a node's right child is right before it, the left one before the whole of that. So one
    // pass upwards updates values after those they depend on, and one pass downwards sees parents before children.
    private readonly EventExpression[] _nodes;
    private readonly int[] _leftChild;
    private readonly bool[] _values;
    private readonly Event?[] _occurred;

    /// <summary>Starts with nothing matched and no level true.</summary>
    /// <param name="expression">What is waited for.</param>
    public ExpressionState(EventExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Expression = expression;
        int count = (2 * expression.OperandCount) - 1;
        List<EventExpression> nodes = new(count);
        _leftChild = new int[count];
        AddNodes(expression, nodes);
        _nodes = [.. nodes];
        _values = new bool[count];
        _occurred = new Event?[count];
    }

    /// <summary>Continues where another state was, for instance in another process.</summary>
    /// <param name="expression">What is waited for.</param>
    /// <param name="operands">The <see cref="Operands"/> of the other state, of an equal expression.</param>
    /// <exception cref="ArgumentException">They are not of this expression.</exception>
    public ExpressionState(EventExpression expression, ImmutableArray<OperandState> operands)
        : this(expression)
    {
        if (operands.Length != expression.OperandCount)
        {
            throw new ArgumentException("not the operands of this expression", nameof(operands));
        }

        int operand = 0;
        for (int at = 0; at < _nodes.Length; at++)
        {
            if (IsOperand(at))
            {
                OperandState state = operands[operand++];
                bool isEvent = state.IsTrue && _nodes[at] is EventExpression.Match;
                if (isEvent != state.Occurred is not null)
                {
                    throw new ArgumentException("each true match has an event, nothing else has", nameof(operands));
                }

                _values[at] = state.IsTrue;
                _occurred[at] = state.Occurred;
            }
        }

        Update();
    }

    /// <summary>What is waited for.</summary>
    public EventExpression Expression { get; }

    /// <summary>Whether the whole expression holds now.</summary>
    public bool Value => _values[^1];

    /// <summary>
    /// The state of each operand, in the order of <see cref="EventExpression.Operands"/>: all there is to save.
    /// </summary>
    public ImmutableArray<OperandState> Operands
    {
        get
        {
            ImmutableArray<OperandState>.Builder operands =
                ImmutableArray.CreateBuilder<OperandState>(Expression.OperandCount);
            for (int at = 0; at < _nodes.Length; at++)
            {
                if (IsOperand(at))
                {
                    operands.Add(new OperandState(_values[at], _occurred[at]));
                }
            }

            return operands.MoveToImmutable();
        }
    }

    /// <summary>
    /// The events that make the expression true, in the order of the text; not those of a part that is false. One that
    /// matched two operands comes twice. Empty if the expression does not hold, or holds by levels alone.
    /// </summary>
    public ImmutableArray<Event> Events
    {
        get
        {
            Span<bool> active = stackalloc bool[_nodes.Length];
            FindActive(active);
            ImmutableArray<Event>.Builder events = ImmutableArray.CreateBuilder<Event>();
            for (int at = 0; at < _nodes.Length; at++)
            {
                if (active[at] && _occurred[at] is Event occurred)
                {
                    events.Add(occurred);
                }
            }

            return events.ToImmutable();
        }
    }

    /// <summary>
    /// Takes an event. True if the expression fires by it: it holds, and this event has a part in that. An event whose
    /// operand is true already changes nothing.
    /// </summary>
    /// <param name="occurred">The event.</param>
    /// <param name="expand">As for <see cref="EventMatch.IsMatch"/>.</param>
    public bool Handle(Event occurred, Func<string, string?> expand)
    {
        Span<bool> matched = stackalloc bool[_nodes.Length];
        bool any = false;
        for (int at = 0; at < _nodes.Length; at++)
        {
            if (!_values[at] && _nodes[at] is EventExpression.Match match && match.Condition.IsMatch(occurred, expand))
            {
                _values[at] = true;
                _occurred[at] = occurred;
                any = matched[at] = true;
            }
        }

        return any && Update() && IsAnyActive(matched);
    }

    /// <summary>
    /// Takes what levels hold now. True if the expression fires by it: it did not hold and now does. It fires again
    /// only after it has ceased to hold.
    /// </summary>
    /// <param name="levels">All levels that hold; those that are not in it do not.</param>
    public bool SetLevels(IReadOnlySet<EventExpression.Level> levels)
    {
        ArgumentNullException.ThrowIfNull(levels);
        bool before = Value;
        for (int at = 0; at < _nodes.Length; at++)
        {
            if (_nodes[at] is EventExpression.Level level)
            {
                _values[at] = levels.Contains(level);
            }
        }

        return Update() && !before;
    }

    /// <summary>Forgets the events. Levels stay as they are.</summary>
    public void Reset()
    {
        for (int at = 0; at < _nodes.Length; at++)
        {
            if (_nodes[at] is EventExpression.Match)
            {
                _values[at] = false;
                _occurred[at] = null;
            }
        }

        Update();
    }

    /// <summary>
    /// Gives what <see cref="Events"/> add to a job's environment: their variables, in order; of two with one name the
    /// value of the later in the place of the first.
    /// </summary>
    /// <param name="namesKey">
    /// The variable that gets the names of the events, separated by spaces (<c>UPSTART_EVENTS</c>); it is absent if
    /// there are no events.
    /// </param>
    public ImmutableArray<EventVariable> Environment(string namesKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(namesKey);
        ImmutableArray<Event> events = Events;
        List<EventVariable> variables = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        List<string> names = new(events.Length);
        foreach (Event occurred in events)
        {
            names.Add(occurred.Name);
            foreach (EventVariable variable in occurred.Variables)
            {
                Set(variable);
            }
        }

        if (names.Count > 0)
        {
            Set(new EventVariable(namesKey, string.Join(' ', names)));
        }

        return [.. variables];

        void Set(EventVariable variable)
        {
            if (places.TryAdd(variable.Name, variables.Count))
            {
                variables.Add(variable);
            }
            else
            {
                variables[places[variable.Name]] = variable;
            }
        }
    }

    /// <summary>Whether an operand holds, and the event that made it so; by its place in the text.</summary>
    internal bool Holds(int operand, out Event? occurred)
    {
        int at = NodeOf(operand);
        occurred = _occurred[at];
        return _values[at];
    }

    /// <summary>Makes an operand hold, by an event if it is one, and by none if it is a level; false if it is the other way round.</summary>
    internal bool TrySet(int operand, Event? occurred)
    {
        int at = NodeOf(operand);
        if (_nodes[at] is EventExpression.Match == occurred is null)
        {
            return false;
        }

        (_values[at], _occurred[at]) = (true, occurred);
        Update();
        return true;
    }

    private int NodeOf(int operand)
    {
        int at = -1;
        for (int left = operand; left >= 0; left--)
        {
            do
            {
                at++;
            }
            while (!IsOperand(at));
        }

        return at;
    }

    private void AddNodes(EventExpression node, List<EventExpression> nodes)
    {
        (EventExpression Left, EventExpression Right)? children = node switch
        {
            EventExpression.And and => (and.Left, and.Right),
            EventExpression.Or or => (or.Left, or.Right),
            _ => null,
        };
        int left = -1;
        if (children is var (leftNode, rightNode))
        {
            AddNodes(leftNode, nodes);
            left = nodes.Count - 1;
            AddNodes(rightNode, nodes);
        }

        _leftChild[nodes.Count] = left;
        nodes.Add(node);
    }

    private bool IsOperand(int at) => _leftChild[at] < 0;

    private bool Update()
    {
        for (int at = 0; at < _nodes.Length; at++)
        {
            if (!IsOperand(at))
            {
                bool left = _values[_leftChild[at]];
                bool right = _values[at - 1];
                _values[at] = _nodes[at] is EventExpression.And ? left && right : left || right;
            }
        }

        return Value;
    }

    private bool IsAnyActive(ReadOnlySpan<bool> nodes)
    {
        Span<bool> active = stackalloc bool[_nodes.Length];
        FindActive(active);
        for (int at = 0; at < active.Length; at++)
        {
            if (active[at] && nodes[at])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Marks the nodes that hold along with all above them.</summary>
    private void FindActive(Span<bool> active)
    {
        active.Clear();
        active[^1] = Value;
        for (int at = _nodes.Length - 1; at >= 0; at--)
        {
            if (active[at] && !IsOperand(at))
            {
                active[at - 1] = _values[at - 1];
                active[_leftChild[at]] = _values[_leftChild[at]];
            }
        }
    }
}
