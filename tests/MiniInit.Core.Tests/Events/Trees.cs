using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Events;

namespace MiniInit.Core.Tests.Events;

/// <summary>Makes expressions: hard to write ones, and ones that a few random events make true.</summary>
internal static class Trees
{
    private static readonly Gen<string> s_piece = Gen.Elements(
        "a", "net-up", "and", "or", "not", "on", "start", "AND", " ", "\t", "\r", "\"", "'", "\\", "#", "(", ")", "*",
        "?", "[", "]", "[!2]", "$X", "${Y:-z}", "!", "&&", "|", ",", ":", "job:", "file:/", "/", "é", "😀",
        "\u202E", "\uD800");

    private static readonly Gen<string> s_value = s_piece.ListOf().Select(string.Concat);

    private static readonly Gen<string> s_word = s_value.Where(word => word.Length > 0);

    /// <summary>Any expression that can be made, up to some 60 operands.</summary>
    public static Gen<EventExpression> Any { get; } = Gen.Sized(size => Tree(Math.Min(size, 60), Operand()));

    /// <summary>Expressions over the events a, b, c and two levels.</summary>
    public static Gen<EventExpression> Small { get; } = Gen.Sized(size => Tree(Math.Min(size, 12), SmallOperand()));

    private static Gen<EventExpression> Tree(int size, Gen<EventExpression> operand) => size <= 1
        ? operand
        : from isAnd in Gen.Elements(true, false)
          from leftSize in Gen.Choose(1, size - 1)
          from left in Tree(leftSize, operand)
          from right in Tree((size - leftSize) / 2, operand)
          select isAnd ? new EventExpression.And(left, right) : (EventExpression)new EventExpression.Or(left, right);

    private static Gen<EventExpression> Operand()
    {
        Gen<VariableMatch> variable =
            from name in s_word.Where(name => !name.EndsWith('!'))
            from value in Gen.OneOf(s_value, s_value.Select(v => "=" + v), s_value.Select(v => v + "!=x"))
            from negated in Gen.Elements(true, false)
            select new VariableMatch(name, value, negated);
        Gen<EventExpression> match =
            from name in Gen.OneOf(s_word, s_word.Select(w => w + "=")).Where(IsName)
            from values in s_word.ListOf().Resize(3)
            from variables in variable.ListOf().Resize(3)
            select (EventExpression)new EventExpression.Match(new EventMatch(name, [.. values], [.. variables]));
        Gen<EventExpression> level =
            from name in s_word
            from isFile in Gen.Elements(true, false)
            select (EventExpression)new EventExpression.Level(
                isFile ? LevelKind.File : LevelKind.Job, isFile ? "/" + name : name);
        return Gen.Frequency((4, match), (1, level));
    }

    private static bool IsName(string word) =>
        !word.StartsWith("job:", StringComparison.Ordinal) && !word.StartsWith("file:", StringComparison.Ordinal);

    private static Gen<EventExpression> SmallOperand() => Gen.Elements<string>(
            "a", "a 1", "a K=2", "a K!=1", "a $V", "b", "b [12]", "b L=1", "c", "job:j", "file:/f")
        .Select(Texts.Expression);
}
