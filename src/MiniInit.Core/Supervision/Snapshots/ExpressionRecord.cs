using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Supervision.Snapshots;

/// <summary>How far an expression has come: which operands hold, and the events that made them so.</summary>
internal static class ExpressionRecord
{
    private const int Text = 1, Level = 2, Match = 3;

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
        for (int at = 0; at < state.Expression.OperandCount; at++)
        {
            if (state.Holds(at, out Event? occurred))
            {
                WriteOperand(writer, at, numbers.Events.Of(occurred));
            }
        }

        writer.End(mark);
    }

    private static void WriteOperand(SnapshotWriter writer, int operand, int? occurred)
    {
        if (occurred is int number)
        {
            RowRecord.Write(writer, Match, operand, number);
        }
        else
        {
            writer.Number(Level, operand);
        }
    }

    public static ExpressionState Read(SnapshotReader reader, EventExpression? known, SnapshotObjects objects)
    {
        ExpressionState? state = known is null ? null : new ExpressionState(known);
        int outer = reader.Enter();
        while (reader.TryField(out int field))
        {
            switch (field)
            {
                case Text:
                    state = new ExpressionState(Parsed(reader));
                    break;
                case Level when state is not null:
                    Set(reader, state, reader.Small(0, state.Expression.OperandCount - 1), null);
                    break;
                case Match when state is not null:
                    (long operand, long? occurred, _) = RowRecord.Read(reader);
                    Set(reader, state, operand, reader.One(objects.Events, occurred));
                    break;
                default:
                    throw reader.Unknown("an expression", field);
            }
        }

        reader.Leave(outer);
        return state ?? throw reader.Damaged("an expression is missing");
    }

    private static void Set(SnapshotReader reader, ExpressionState state, long operand, Event? occurred)
    {
        if (operand < 0 || operand >= state.Expression.OperandCount || !state.TrySet((int)operand, occurred))
        {
            throw reader.Damaged("an operand is none, or has no event, or one too many");
        }
    }

    public static EventExpression Parsed(SnapshotReader reader) =>
        new ExpressionReader(reader.Text()).TryRead(out EventExpression? expression, out _)
            ? expression : throw reader.Damaged("an expression cannot be read");
}
