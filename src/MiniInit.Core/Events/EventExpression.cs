using System;
using System.Collections.Generic;

namespace MiniInit.Core.Events;

/// <summary>
/// When to start or stop a job: events and levels, joined by <c>and</c> and <c>or</c>. Immutable; what has been matched
/// so far is kept apart, in <see cref="ExpressionState"/>.
/// </summary>
public abstract record EventExpression
{
    private EventExpression(int operands)
    {
        if (operands > EventLimits.MaximumOperands)
        {
            throw new ArgumentException($"an expression names at most {EventLimits.MaximumOperands} events and levels");
        }

        OperandCount = operands;
    }

    /// <summary>How many events and levels it names, at most <see cref="EventLimits.MaximumOperands"/>.</summary>
    public int OperandCount { get; }

    /// <summary>The <see cref="Match"/> and <see cref="Level"/> nodes in the order of the text.</summary>
    public IReadOnlyList<EventExpression> Operands
    {
        get
        {
            List<EventExpression> operands = new(OperandCount);
            AddOperands(operands);
            return operands;
        }
    }

    /// <summary>Gives the text, on one line, without needless parentheses. Read again it gives an equal tree.</summary>
    public sealed override string ToString() => ExpressionPrinter.Print(this);

    /// <summary>
    /// Gives the same text with parentheses wherever <c>and</c> meets <c>or</c>, for who does not know how they bind.
    /// </summary>
    public string ToExplicitString() => ExpressionPrinter.Print(this, isExplicit: true);

    private protected abstract void AddOperands(List<EventExpression> operands);

    /// <summary>Both sides, of which each remembers its events until the whole is reset.</summary>
    public sealed record And : EventExpression
    {
        /// <summary>Joins two sides.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <exception cref="ArgumentException">They name too many events together.</exception>
        public And(EventExpression left, EventExpression right)
            : base(Count(left, right))
        {
            Left = left;
            Right = right;
        }

        /// <summary>The left side.</summary>
        public EventExpression Left { get; }

        /// <summary>The right side.</summary>
        public EventExpression Right { get; }

        private protected override void AddOperands(List<EventExpression> operands)
        {
            Left.AddOperands(operands);
            Right.AddOperands(operands);
        }
    }

    /// <summary>One side or both.</summary>
    public sealed record Or : EventExpression
    {
        /// <summary>Joins two sides.</summary>
        /// <param name="left">The left side.</param>
        /// <param name="right">The right side.</param>
        /// <exception cref="ArgumentException">They name too many events together.</exception>
        public Or(EventExpression left, EventExpression right)
            : base(Count(left, right))
        {
            Left = left;
            Right = right;
        }

        /// <summary>The left side.</summary>
        public EventExpression Left { get; }

        /// <summary>The right side.</summary>
        public EventExpression Right { get; }

        private protected override void AddOperands(List<EventExpression> operands)
        {
            Left.AddOperands(operands);
            Right.AddOperands(operands);
        }
    }

    /// <summary>An event: true from the moment it occurs until the whole expression is reset.</summary>
    public sealed record Match : EventExpression
    {
        /// <summary>Waits for an event.</summary>
        /// <param name="condition">Which events are meant.</param>
        public Match(EventMatch condition)
            : base(1)
        {
            ArgumentNullException.ThrowIfNull(condition);
            Condition = condition;
        }

        /// <summary>Which events are meant.</summary>
        public EventMatch Condition { get; }

        private protected override void AddOperands(List<EventExpression> operands) => operands.Add(this);
    }

    /// <summary>A condition that is true for as long as it holds: a running job, an existing file.</summary>
    public sealed record Level : EventExpression
    {
        /// <summary>Looks at a level.</summary>
        /// <param name="kind">What is looked at.</param>
        /// <param name="name">The job, or the absolute path of the file; neither glob nor expanded.</param>
        /// <exception cref="ArgumentException">The name is empty, or the path is not absolute.</exception>
        public Level(LevelKind kind, string name)
            : base(1)
        {
            Writable.ThrowIfNot(name, nameof(name));
            if (kind switch
            {
                LevelKind.Job => name.Length == 0,
                LevelKind.File => !name.StartsWith('/'),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            })
            {
                throw new ArgumentException("a level has the name of a job or an absolute path", nameof(name));
            }

            Kind = kind;
            Name = name;
        }

        /// <summary>What is looked at.</summary>
        public LevelKind Kind { get; }

        /// <summary>The job's name or the file's path.</summary>
        public string Name { get; }

        /// <summary>What a level's text starts with.</summary>
        internal static string Start(LevelKind kind) => kind == LevelKind.Job ? "job:" : "file:";

        /// <summary>Tells a level's text from an event's name.</summary>
        internal static bool TryStart(string word, out LevelKind kind, out string name)
        {
            kind = word.StartsWith("job:", StringComparison.Ordinal) ? LevelKind.Job : LevelKind.File;
            bool isLevel = word.StartsWith(Start(kind), StringComparison.Ordinal);
            name = isLevel ? word[Start(kind).Length..] : "";
            return isLevel;
        }

        private protected override void AddOperands(List<EventExpression> operands) => operands.Add(this);
    }

    private static int Count(EventExpression left, EventExpression right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.OperandCount + right.OperandCount;
    }
}
