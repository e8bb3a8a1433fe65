using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using System.Text;
using MiniInit.Ctl.Rendering;

namespace MiniInit.Ctl.Commands;

/// <summary>Help: of the root by subject, of commands as it comes.</summary>
internal sealed class RootHelp(HelpAction usual, Command root) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command == root)
        {
            Terminal.Write(Text());
            return ExitCode.Ok;
        }

        using StringWriter output = new();
        parseResult.InvocationConfiguration.Output = output;
        int code = usual.Invoke(parseResult);
        Terminal.Write(output.ToString());
        return code;
    }

    private string Text()
    {
        StringBuilder text = new();
        text.Append(root.Description).Append($"\n\nUsage: {root.Name} [OPTION]... COMMAND [ARGUMENT]...\n");
        foreach ((string subject, string[] names) in CommandSubjects.All)
        {
            text.Append('\n').Append(subject).Append(":\n");
            foreach (string name in names)
            {
                foreach (Command command in root.Subcommands)
                {
                    if (command.Name == name)
                    {
                        Add(text, name, command.Description);
                    }
                }
            }
        }

        text.Append("\nOptions of all commands:\n");
        foreach (Option option in root.Options)
        {
            string names = string.Join(", ", [.. option.Aliases, option.Name]);
            Add(text, option.HelpName is null ? names : $"{names} {option.HelpName}", option.Description);
        }

        return text.Append("\nExit codes: 0 done, 1 failed, 2 wrong command line, 3 not running, 4 no such job, "
            + "5 no init reached.\n"
            + "\"miniinitctl COMMAND --help\" tells more of a command.\n").ToString();
    }

    private static void Add(StringBuilder text, string name, string? description)
    {
        const int Width = 22;
        string gap = name.Length >= Width ? " " : "";
        text.Append("  ").Append(name.PadRight(Width)).Append(gap).Append(description).Append('\n');
    }
}
