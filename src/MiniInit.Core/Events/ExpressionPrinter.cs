using System;
using System.Buffers;
using System.Diagnostics;
using System.Text;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Events;

/// <summary>Writes expressions as text.</summary>
internal static class ExpressionPrinter
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(" \t\r#()\"'\\");

    /// <summary>Gives the text of an expression.</summary>
    public static string Print(EventExpression expression)
    {
        StringBuilder output = new();
        Append(output, expression);
        return output.ToString();
    }

    private static void Append(StringBuilder output, EventExpression expression)
    {
        switch (expression)
        {
            case EventExpression.And and:
                AppendJoined(output, and.Left, " and ", and.Right);
                break;
            case EventExpression.Or or:
                AppendJoined(output, or.Left, " or ", or.Right);
                break;
            case EventExpression.Match match:
                AppendCondition(output, match.Condition);
                break;
            case EventExpression.Level level:
                string start = EventExpression.Level.Start(level.Kind);
                output.Append(start);
                AppendWord(output, level.Name, Mistakes.InLevel(level.Name) is not null);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static void AppendJoined(StringBuilder output, EventExpression left, string word, EventExpression right)
    {
        // Both operators bind alike and to the left, so only a right side can need parentheses.
        Append(output, left);
        output.Append(word);
        bool grouped = right is EventExpression.And or EventExpression.Or;
        output.Append(grouped ? "(" : "");
        Append(output, right);
        output.Append(grouped ? ")" : "");
    }

    private static void AppendCondition(StringBuilder output, EventMatch condition)
    {
        AppendWord(output, condition.Name, Mistakes.InName(condition.Name) is not null);
        foreach (string value in condition.Values)
        {
            output.Append(' ');
            AppendWord(output, value, Mistakes.InValue(value, condition.Name) is not null);
        }

        foreach (VariableMatch variable in condition.Variables)
        {
            bool quoted = Mistakes.InValue(variable.Name + variable.Sign + variable.Value, condition.Name) is not null;
            output.Append(' ');
            AppendWord(output, variable.Name, quoted);
            output.Append(variable.Sign);
            if (variable.Value.Length > 0)
            {
                AppendWord(output, variable.Value, quoted);
            }
        }
    }

    private static void AppendWord(StringBuilder output, string word, bool quoted)
    {
        if (!quoted && word is not ("and" or "or") && !word.AsSpan().ContainsAny(s_special))
        {
            output.Append(word);
            return;
        }

        output.Append('"');
        foreach (char character in word)
        {
            output.Append(character is '"' or '\\' ? "\\" : "").Append(character);
        }

        output.Append('"');
    }
}
