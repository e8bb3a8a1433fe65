using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MiniInit.Ctl.Texts;
using MiniInit.Protocol.Messages;
using Spectre.Console;

namespace MiniInit.Ctl.Rendering;

/// <summary>Instances as a table, for people.</summary>
internal static class InstanceTable
{
    /// <summary>Gives the text, each line ended.</summary>
    /// <param name="instances">What is shown.</param>
    /// <param name="columns">The width of the terminal.</param>
    /// <param name="hasColor">Whether it is coloured.</param>
    public static string Of(IReadOnlyList<InstanceInfo> instances, int columns, bool hasColor)
    {
        Table table = new() { Border = TableBorder.None };
        foreach (string name in (string[])["JOB", "STATE", "PID", ""])
        {
            Text title = new(name, new Style(decoration: Decoration.Bold));
            table.AddColumn(new TableColumn(title) { NoWrap = name != "JOB", Padding = new Padding(0, 0, 2, 0) });
        }

        table.Columns[2].RightAligned();
        foreach (InstanceInfo one in instances)
        {
            table.AddRow(
                new Text(JobTitle.Of(one.Job, one.Instance)),
                new Text(StatusLine.State(one), new Style(Foreground(Moods.Of(one)))),
                new Text(one.MainPid?.ToString() ?? ""),
                new Text(Note(one)));
        }

        using StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColor ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColor ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new TextOutput(output, Math.Max(columns, CtlLimits.LeastTable)),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Write(table);
        return WithoutTrailingSpace(output.ToString());
    }

    private static string Note(InstanceInfo one) =>
        one.Helper is HelperInfo helper ? $"{StatusLine.Word(helper.Role)} process {helper.Pid}"
        : one.State == "invalid" ? "its file is wrong"
        : one.MainPid is not null && !one.IsReady ? "not ready"
        : "";

    private static Color? Foreground(Mood mood) => mood switch
    {
        Mood.Well => Color.Green,
        Mood.Moving => Color.Olive,
        Mood.Ill => Color.Maroon,
        _ => null,
    };

    private static string WithoutTrailingSpace(string text)
    {
        StringBuilder lines = new(text.Length);
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            lines.Append(line.TrimEnd()).Append('\n');
        }

        return lines.ToString();
    }

    private sealed class TextOutput(TextWriter writer, int columns) : IAnsiConsoleOutput
    {
        public TextWriter Writer => writer;

        public bool IsTerminal => true;

        public int Width => columns;

        /// <summary>Nothing that is printed depends on it.</summary>
        public int Height => 25;

        public void SetEncoding(Encoding encoding)
        {
        }
    }
}
