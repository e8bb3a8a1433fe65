using MiniInit.Core.Events;
using MiniInit.Core.Events.Parsing;
using MiniInit.Core.Values;
using MiniInit.Toml;

namespace MiniInit.Config.Lints;

/// <summary>Looks for event expressions that are read in another way than they look.</summary>
internal static class ExpressionLint
{
    /// <summary>How much of an expression a message shows: two lines; a longer one would hide the fix.</summary>
    private const int ShownCharacters = 160;

    public static void Check(LintedJob job)
    {
        Check(job, "start-on", job.Definition.StartOn);
        Check(job, "stop-on", job.Definition.StopOn);
    }

    private static void Check(LintedJob job, string key, EventExpression? expression)
    {
        if (expression is null || job.TextAt(key) is not TomlString text)
        {
            return;
        }

        ExpressionOutline outline = ExpressionOutline.Of(text.Value);
        if (outline.MixedOperator is (int offset, int length))
        {
            string read = expression.ToExplicitString();
            string shown = read.Length > ShownCharacters ? "" : $", so it is read as {read}";
            job.Warn(LintCodes.MixedOperators, text, new TextError(
                offset,
                length,
                $"cannot be sure what is meant: \"and\" and \"or\" bind alike, from the left{shown}; "
                    + "write the parentheses"));
        }

        if (outline.Comment is int comment && !text.Value.Contains('\n'))
        {
            job.Warn(LintCodes.Comment, text, new TextError(
                comment,
                text.Value.Length - comment,
                "cannot read on behind \"#\": it starts a comment; put a value with # in quotes, or leave it out"));
        }
    }
}
