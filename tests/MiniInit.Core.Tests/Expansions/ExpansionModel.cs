using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MiniInit.Core.Expansions;

namespace MiniInit.Core.Tests.Expansions;

/// <summary>Texts with variables, put together with what they must expand to: null if something is not set.</summary>
internal static class ExpansionModel
{
    public static Gen<(string Text, string? Result)> Trees { get; } = Gen.Sized(size => Tree(Math.Min(size, 5)));

    public static string? Lookup(string name) => name switch
    {
        "A" => "one",
        "E" => "",
        "N" => "A",
        _ => null,
    };

    private static Gen<(string Text, string? Result)> Tree(int depth) =>
        from parts in Part(depth).ListOf(3)
        select (
            string.Concat(parts.Select(part => part.Text)),
            parts.Any(part => part.Result is null) ? null : string.Concat(parts.Select(part => part.Result)));

    private static Gen<(string Text, string? Result)> Part(int depth)
    {
        Gen<(string, string?)> leaf = Gen.Elements<(string, string?)>(
            ("-text ", "-text "),
            ("$A.", "one."),
            ("${E}", ""),
            ("$U ", null),
            ("${}", "$"),
            ("$.", "$."));
        return depth == 0 ? leaf : Gen.Frequency((2, leaf), (3, Braces(depth - 1)));
    }

    private static Gen<(string Text, string? Result)> Braces(int depth) =>
        from name in Gen.Elements(("A", "A"), ("E", "E"), ("U", "U"), ("$N", "A"), ("${U-E}", "E"), ("U${E}", "U"))
        from operation in Gen.Elements("", "-", ":-", "+", ":+")
        from argument in Tree(depth)
        select ($"${{{name.Item1}{operation}{(operation.Length > 0 ? argument.Text : "")}}}",
            Evaluate(Lookup(name.Item2), operation, argument.Result));

    private static string? Evaluate(string? value, string operation, string? argument)
    {
        bool counts = operation.StartsWith(':') ? !string.IsNullOrEmpty(value) : value is not null;
        return operation switch
        {
            "" => value,
            "-" or ":-" => counts ? value : argument,
            _ => counts ? argument : "",
        };
    }
}
