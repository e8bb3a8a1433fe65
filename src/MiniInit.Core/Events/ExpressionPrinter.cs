using System;
using System.Buffers;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using MiniInit.Core.Events.Parsing;

namespace MiniInit.Core.Events;

/// <summary>Writes expressions as text.</summary>
internal static class ExpressionPrinter
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(" \t\r#()\"'\\");

    /// <summary>Gives the text of an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isExplicit">Whether parentheses stand also where they say what holds anyway.</param>
    public static string Print(EventExpression expression, bool isExplicit = false)
    {
        StringBuilder output = new();
        Stack<(EventExpression? Tree, string Text)> rest = new();
        rest.Push((expression, ""));
        while (rest.TryPop(out (EventExpression? Tree, string Text) next))
        {
            output.Append(next.Text);
            switch (next.Tree)
            {
                case EventExpression.And and:
                    PushSide(rest, and.Right, and.Right is EventExpression.And or EventExpression.Or);
                    rest.Push((null, " and "));
                    PushSide(rest, and.Left, isExplicit && and.Left is EventExpression.Or);
                    break;
                case EventExpression.Or or:
                    PushSide(rest, or.Right, or.Right is EventExpression.And or EventExpression.Or);
                    rest.Push((null, " or "));
                    PushSide(rest, or.Left, isExplicit && or.Left is EventExpression.And);
                    break;
                case EventExpression.Match match:
                    AppendCondition(output, match.Condition);
                    break;
                case EventExpression.Level level:
                    output.Append(EventExpression.Level.Start(level.Kind));
                    AppendWord(output, level.Name, Mistakes.InLevel(level.Name) is not null);
                    break;
                case null:
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        return output.ToString();
    }

    /// <summary>
    /// Puts one side of an operator on the stack, last part first. Both operators bind alike and to the left, so only a
    /// right side can need parentheses.
    /// </summary>
    private static void PushSide(
        Stack<(EventExpression? Tree, string Text)> rest, EventExpression side, bool isGrouped)
    {
        if (isGrouped)
        {
            rest.Push((null, ")"));
        }

        rest.Push((side, isGrouped ? "(" : ""));
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
