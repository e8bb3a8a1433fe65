using System.Collections.Generic;
using System.Collections.Immutable;
using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>How far an expression has come: which operands hold, and the events that made them so.</summary>
internal static class ExpressionRecord
{
    private const int Text = 1, Operand = 2, Occurred = 3;

    /// <summary>Writes it.</summary>
    /// <param name="writer">To where.</param>
    /// <param name="field">As what.</param>
    /// <param name="state">What.</param>
    /// <param name="known">The expression that the reader takes it for; its text is written only if it is another one.</param>
    /// <param name="numbers">The numbers of events.</param>
    public static void Write(
        SnapshotWriter writer, int field, ExpressionState state, EventExpression? known, SnapshotNumbers numbers)
    {
        int mark = writer.Begin(field);
        writer.Text(Text, state.Expression == known ? null : state.Expression.ToString());
        ImmutableArray<OperandState> operands = state.Operands;
        for (int at = 0; at < operands.Length; at++)
        {
            if (operands[at].IsTrue)
            {
                writer.Number(Operand, at);
                writer.Number(Occurred, numbers.Events.Of(operands[at].Occurred));
            }
        }

        writer.End(mark);
    }

    public static ExpressionState Read(SnapshotReader reader, EventExpression? known, SnapshotObjects objects)
    {
        EventExpression? expression = known;
        OperandState[] operands = new OperandState[known?.OperandCount ?? 0];
        int at = -1;
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Text:
                    expression = Parsed(reader);
                    operands = new OperandState[expression.OperandCount];
                    break;
                case Operand:
                    at = reader.Small(0, operands.Length - 1);
                    operands[at] = new OperandState(true, null);
                    break;
                case Occurred when at >= 0 && at < operands.Length:
                    operands[at] = new OperandState(true, reader.One(objects.Events));
                    break;
                default:
                    throw reader.Unknown("an expression", field);
            }
        }

        reader.Leave(outer);
        IReadOnlyList<EventExpression> nodes = expression?.Operands ?? throw reader.Damaged("an expression is missing");
        for (at = 0; at < operands.Length; at++)
        {
            bool isEvent = operands[at].IsTrue && nodes[at] is EventExpression.Match;
            if (isEvent != operands[at].Occurred is not null)
            {
                throw reader.Damaged("an operand has no event, or one too many");
            }
        }

        return new ExpressionState(expression, [.. operands]);
    }

    public static EventExpression Parsed(SnapshotReader reader) =>
        new ExpressionReader(reader.Text()).TryRead(out EventExpression? expression, out _)
            ? expression : throw reader.Damaged("an expression cannot be read");
}
