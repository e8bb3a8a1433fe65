using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using MiniInit.Config.Keys;
using MiniInit.Toml;

namespace MiniInit.Config.Forms;

/// <summary>A table with keys of its own.</summary>
/// <typeparam name="TOwner">What its keys are read into.</typeparam>
/// <typeparam name="T">What it comes to.</typeparam>
/// <param name="keys">Its keys.</param>
/// <param name="phrase">For errors.</param>
/// <param name="finish">Makes the result, or reports why it cannot be.</param>
/// <param name="open">Gives what the keys of a result hold; null where nothing is written.</param>
internal sealed class TableForm<TOwner, T>(
    KeyTable<TOwner> keys, string phrase, TableForm<TOwner, T>.Finish finish, Func<T, TOwner?> open) : Form<T>
    where TOwner : class
{
    public delegate bool Finish(
        string key, TomlTable table, TOwner owner, DiagnosticList report, [MaybeNullWhen(false)] out T result);

    public override string Phrase => phrase;

    public override string Word => "table";
    public override IEnumerable<string> KeysWithin => keys.Names;

    public KeyTable<TOwner> Keys => keys;

    /// <summary>Keys of which one is meant where a lone value stands for the table, likely ones first.</summary>
    public string[] Short { get; init; } = [];

    public override bool TryRead(
        string key, TomlValue value, DiagnosticList report, [MaybeNullWhen(false)] out T result)
    {
        if (value is not TomlTable table)
        {
            bool isArray = value is TomlArray { Count: > 0 } array && array[0] is TomlTable;
            string? hint = isArray ? $"write [{key}] once"
                : Shown.Literal(value) is string written
                    && Array.Find(Short, name => keys.Accepts(name, value)) is string name
                    ? $"write {{ {name} = {written} }}" : null;
            return Mismatch(key, value, report, out result, hint);
        }

        result = default;
        TOwner owner = keys.Start;
        return keys.TryRead(key + ".", table, report, ref owner) && finish(key, table, owner, report, out result);
    }

    public override TomlValue? Print(T value)
    {
        if (open(value) is not TOwner owner || keys.Print(owner, isInline: true) is not { Count: > 0 } table)
        {
            return null;
        }

        // An inline table is one line, which a script of several would be ill read on.
        return HasLines(table) ? keys.Print(owner, isInline: false) : table;
    }

    private static bool HasLines(TomlTable table)
    {
        foreach (TomlEntry entry in table)
        {
            if (entry.Value is TomlString text && text.Value.Contains('\n', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public override JsonObject Schema() => keys.Schema();

    public override TomlTable Overlay(string key, TomlTable lower, TomlTable upper, DiagnosticList report) =>
        keys.Overlay(key + ".", lower, upper, report);
}

/// <summary>Makes forms of tables whose keys are read straight into the result.</summary>
internal static class TableForm
{
    /// <summary>Makes one.</summary>
    public static TableForm<T, T> Of<T>(KeyTable<T> keys, string phrase, params string[] shorts)
        where T : class => new(keys, phrase, Take, value => value) { Short = shorts };

    private static bool Take<T>(string key, TomlTable table, T owner, DiagnosticList report, out T result)
    {
        result = owner;
        return true;
    }
}
