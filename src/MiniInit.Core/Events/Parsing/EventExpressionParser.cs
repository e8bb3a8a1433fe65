using System;
using System.Diagnostics.CodeAnalysis;

namespace MiniInit.Core.Events.Parsing;

/// <summary>
/// Reads event expressions: Upstart's <c>start on</c> and <c>stop on</c>, and levels.
/// <code>
/// started db and (net-up IFACE!=lo or runlevel [2345]) and file:/run/ready
/// </code>
/// </summary>
/// <remarks>
/// An operand is an event, then values for its first variables in order, then <c>KEY=value</c> and <c>KEY!=value</c>;
/// or a level, <c>job:NAME</c> or <c>file:PATH</c>. <c>and</c> and <c>or</c> bind alike, from the left. A line ends the
/// expression unless it is within parentheses; <c>#</c> starts a comment.
/// Where Upstart would silently wait for ever (<c>&amp;&amp;</c>, a pattern as an event's name), this is an error;
/// such a word in quotes means itself. The first <c>=</c> of a word ends the variable's name; Upstart splits <c>A=b!=c</c> at
/// the second, at a name that no variable can have. Blank lines and comments may stand before the expression.
/// Time is linear in the length of the text.
/// </remarks>
public static class EventExpressionParser
{
    /// <summary>Reads an expression.</summary>
    /// <param name="text">What a user wrote.</param>
    /// <param name="expression">The tree.</param>
    /// <param name="error">Otherwise, the first thing that is wrong.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out EventExpression? expression, out ParseError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > EventLimits.MaximumTextLength)
        {
            expression = null;
            error = new ParseError(
                EventLimits.MaximumTextLength, 0,
                $"cannot read an expression of {text.Length} characters: the limit is {EventLimits.MaximumTextLength}");
            return false;
        }

        return new ExpressionReader(text).TryRead(out expression, out error);
    }
}
