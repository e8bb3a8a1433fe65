using System;
using System.Collections.Generic;
using System.Text;
using MiniInit.Config.Forms;
using MiniInit.Config.Keys;
using MiniInit.Core.Jobs;
using MiniInit.Toml;

namespace MiniInit.Config.Documents;

/// <summary>Writes the reference of keys, in Markdown.</summary>
internal static class ReferenceWriter
{
    /// <summary>Gives the tables of all keys.</summary>
    public static string Keys()
    {
        StringBuilder output = new("## Keys of a job\n\n");
        foreach ((string chapter, IReadOnlyList<Key> keys) in JobKeys.Chapters)
        {
            output.Append($"### {chapter}\n\n");
            Append(output, keys, JobKeys.Table.Start);
        }

        output.Append("## Keys of tables within a job\n\n");
        Append(output, "`pre-start`, `post-start`, `pre-stop`, `post-stop`", HookKeys.StartTable);
        Append(output, "`ready`", ReadyKeys.Form.Keys);
        Append(output, "`health`", HealthKeys.Table);
        Append(output, "`respawn-delay`", RespawnKeys.Delay.Keys);
        Append(output, "`respawn-limit`", RespawnKeys.Limit.Keys);
        Append(output, "`log`", LogKeys.Form.Keys);
        Append(output, "`sandbox`", SandboxKeys.Form.Keys);
        Append(output, "`cgroup`", ControlGroupKeys.Form.Keys);
        Append(output, "each element of `listen`", ListenKeys.Form.Keys);
        output.Append("## Keys of `[init]`\n\n");
        Append(output, InitKeys.Table.Keys, InitKeys.Table.Start);
        Append(output, "each element of `control.allow`", GrantKeys.Form.Keys);
        return output.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append<T>(StringBuilder output, string title, KeyTable<T> table)
    {
        output.Append($"### {char.ToUpperInvariant(title[0])}{title[1..]}\n\n");
        Append(output, table.Keys, table.Start);
    }

    private static void Append<T>(StringBuilder output, IReadOnlyList<Key> keys, T start)
    {
        output.Append("| key | value | default | meaning |\n|---|---|---|---|\n");
        foreach (Key<T> key in keys)
        {
            string otherwise = key.Otherwise is string words ? Cell(words)
                : key.Print(start) is TomlValue value and not TomlTable ? Code(TomlWriter.WriteValue(value)) : "";
            output.Append($"| `{key.Name}` | {Cell(key.Form.Word)} | {otherwise} | {Cell(key.Documentation)} |\n");
        }

        output.Append('\n');
    }

    private static string Code(string text) => $"`{Cell(text)}`";

    /// <summary>A bar would end the cell, a backtick or an angle bracket would begin something.</summary>
    private static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
